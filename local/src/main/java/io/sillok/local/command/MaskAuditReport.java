package io.sillok.local.command;

import io.sillok.local.parse.FileParsing;
import io.sillok.model.EventJson;
import io.sillok.parsers.mask.MaskAudit;
import io.sillok.parsers.mask.MaskSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lists what may still be a secret in the masked events of log files: where it stands first, how often, of what looks and length,
 * never the whole.
 */
final class MaskAuditReport {

    /** Of each kind; more would not be read. */
    private static final int MOST_LISTED = 50;

    private final MaskSettings settings;
    private final PrintStream out;
    private final Map<String, Integer> found = new TreeMap<>();
    private final Map<Known, Finding> listed = new LinkedHashMap<>();
    private final Map<String, Integer> different = new HashMap<>();
    private long events;

    private record Known(String why, int length, int hash) {}

    private static final class Finding {
        final String place;
        final String hint;
        int times;

        Finding(String place, String hint) {
            this.place = place;
            this.hint = hint;
        }
    }

    MaskAuditReport(MaskSettings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    /** The exit code: findings, or none. */
    int of(List<Path> files) throws IOException {
        for (Path file : files) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                System.err.println(
                        "sillok: " + file + ": cannot be read; name an existing file that this user may read");
                return ExitCodes.USAGE;
            }
        }
        for (Path file : files) {
            FileParsing.of(file, "", null, Map.of()).masking(settings).run(event -> {
                events++;
                long offset = event.event().position().offset();
                String text = new String(EventJson.bytes(event), StandardCharsets.UTF_8);
                MaskAudit.remains(text).forEach(remain -> list(file, offset, remain));
            });
        }
        listed.forEach((known, finding) -> out.println(finding.place + ": " + known.why + ", " + known.length
                + " characters: " + finding.hint + "…" + (finding.times == 1 ? "" : ", " + finding.times + " times")));
        out.println(events + " events, "
                + found.values().stream().mapToInt(count -> count).sum() + " suspicious remains"
                + (found.isEmpty() ? "" : " " + found));
        out.flush();
        return found.isEmpty() ? ExitCodes.DONE : ExitCodes.FINDINGS;
    }

    private void list(Path file, long offset, MaskAudit.Remain remain) {
        found.merge(remain.why(), 1, Integer::sum);
        Known known = new Known(remain.why(), remain.length(), remain.hash());
        Finding finding = listed.get(known);
        if (finding == null && different.merge(remain.why(), 1, Integer::sum) <= MOST_LISTED) {
            finding = new Finding(file + " at byte " + offset, remain.hint());
            listed.put(known, finding);
        }
        if (finding != null) {
            finding.times++;
        }
    }
}
