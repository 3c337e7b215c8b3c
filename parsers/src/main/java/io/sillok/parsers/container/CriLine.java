package io.sillok.parsers.container;

import io.sillok.parsers.record.ContainerNote;
import io.sillok.parsers.time.Timestamps;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * What a Kubernetes runtime (containerd, CRI-O) writes before a line: {@code 2026-11-22T10:00:00.123456789Z stdout F }.
 * The tag is F, or P if the line goes on in the next one of the same stream; more tags may follow behind colons.
 *
 * @param content index of the first byte of what the program wrote
 * @see <a href="https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kuberuntime/logs/logs.go">kubelet, logs.go</a>
 */
public record CriLine(ContainerNote note, boolean partial, int content) {

    /** No prefix is longer. */
    public static final int MOST_BYTES = 128;

    private static final int STREAM_LENGTH = "stdout".length();

    /** @param whole whether the line ends at {@code to}; its line end may be there */
    public static Optional<CriLine> parse(byte[] line, int from, int to, boolean whole) {
        int end = Math.min(to, from + MOST_BYTES);
        int time = indexOf(line, ' ', from, end);
        int stream = time + 1 + STREAM_LENGTH;
        if (time < 0 || line[from] < '0' || line[from] > '9' || stream >= end || line[stream] != ' ') {
            return Optional.empty();
        }
        int tag = stream + 1;
        int behind = tag;
        while (behind < end && isOfTag(line[behind])) {
            behind++;
        }
        boolean ended = behind < end ? line[behind] == ' ' || line[behind] == '\n' : whole && behind == to;
        boolean partial = behind > tag && line[tag] == 'P';
        if (!ended || behind == tag || !(partial || line[tag] == 'F') || !isOneTag(line, tag, behind)) {
            return Optional.empty();
        }
        int content = behind < end && line[behind] == ' ' ? behind + 1 : behind;
        return stream(line, time + 1).flatMap(name -> Timestamps.iso(
                        new String(line, from, time - from, StandardCharsets.US_ASCII), ZoneOffset.UTC)
                .map(at -> new CriLine(new ContainerNote(name, at), partial, content)));
    }

    private static Optional<String> stream(byte[] line, int from) {
        String name = new String(line, from, STREAM_LENGTH, StandardCharsets.US_ASCII);
        return name.equals("stdout") || name.equals("stderr") ? Optional.of(name) : Optional.empty();
    }

    private static boolean isOneTag(byte[] line, int tag, int behind) {
        return behind == tag + 1 || line[tag + 1] == ':';
    }

    private static boolean isOfTag(byte b) {
        return (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || b == ':' || b == '_' || b == '-';
    }

    private static int indexOf(byte[] line, char wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (line[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
