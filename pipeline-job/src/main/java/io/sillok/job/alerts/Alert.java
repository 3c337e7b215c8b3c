package io.sillok.job.alerts;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.Digest;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * That a rule's condition has come to hold, or holds no more. Made of masked values only.
 *
 * @param subject what it is about within the service: a route, a pool, an address, a fingerprint; may be empty
 * @param value the watched value, in the rule's unit
 * @param since when the condition came to hold, milliseconds since the epoch; the same in both alerts of a pair
 * @param at when this was found
 * @param link to the events, if the page's address is known
 */
public record Alert(
        String rule,
        String kind,
        String severity,
        boolean firing,
        String service,
        String environment,
        String subject,
        double value,
        double above,
        long since,
        long at,
        String summary,
        Map<String, String> details,
        String link) {

    public static final TypeInformation<Alert> TYPE = WireTypeInformation.immutable(Alert.class, Format.class);

    private static final int LONGEST_TEXT = 2000;

    public Alert {
        summary = cut(summary);
        Map<String, String> cutDetails = new LinkedHashMap<>();
        details.forEach((name, text) -> cutDetails.put(name, cut(text)));
        details = Map.copyOf(cutDetails);
        link = cut(link);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    /** The same for the alert, its recovery and every repetition, also after a restart: receivers know it again by this. */
    public String key() {
        String whole = String.join("\n", rule, service, environment, subject);
        return Digest.hex(whole.getBytes(StandardCharsets.UTF_8), 16);
    }

    /** The wire form. */
    public static final class Format implements Wire<Alert> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Alert alert, DataOutput out) throws IOException {
            out.writeUTF(alert.rule);
            out.writeUTF(alert.kind);
            out.writeUTF(alert.severity);
            out.writeBoolean(alert.firing);
            out.writeUTF(alert.service);
            out.writeUTF(alert.environment);
            out.writeUTF(alert.subject);
            out.writeDouble(alert.value);
            out.writeDouble(alert.above);
            out.writeLong(alert.since);
            out.writeLong(alert.at);
            out.writeUTF(alert.summary);
            out.writeInt(alert.details.size());
            for (Map.Entry<String, String> detail : alert.details.entrySet()) {
                out.writeUTF(detail.getKey());
                out.writeUTF(detail.getValue());
            }
            out.writeUTF(alert.link);
        }

        @Override
        public Alert read(DataInput in) throws IOException {
            String rule = in.readUTF();
            String kind = in.readUTF();
            String severity = in.readUTF();
            boolean firing = in.readBoolean();
            String service = in.readUTF();
            String environment = in.readUTF();
            String subject = in.readUTF();
            double value = in.readDouble();
            double above = in.readDouble();
            long since = in.readLong();
            long at = in.readLong();
            String summary = in.readUTF();
            Map<String, String> details = new LinkedHashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                String name = in.readUTF();
                details.put(name, in.readUTF());
            }
            return new Alert(
                    rule,
                    kind,
                    severity,
                    firing,
                    service,
                    environment,
                    subject,
                    value,
                    above,
                    since,
                    at,
                    summary,
                    details,
                    in.readUTF());
        }
    }
}
