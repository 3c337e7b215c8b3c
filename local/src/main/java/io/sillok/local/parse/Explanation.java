package io.sillok.local.parse;

import io.sillok.model.MaskedEvent;
import io.sillok.model.SliceSource;
import io.sillok.parsers.Stage;
import io.sillok.parsers.Stages;
import io.sillok.parsers.mask.MaskTally;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What became of each record of a file, in the file's order. A record is told of when its events are known, which may be
 * records later, so some wait. Shows of the log only what is masked.
 */
final class Explanation {

    /** More records than a parser puts together. */
    private static final int MAX_WAITING = 4096;

    private final Stages stages;
    private final Appendable out;
    private final Map<Long, StringBuilder> waiting = new LinkedHashMap<>();

    Explanation(SliceSource source, Appendable out) {
        this.stages = Stages.of(source);
        this.out = out;
    }

    /** @param goesOn whether the bytes go on with a record that was begun before */
    void record(byte[] bytes, long offset, boolean goesOn) throws IOException {
        StringBuilder text = new StringBuilder();
        long lines = new String(bytes, StandardCharsets.ISO_8859_1).lines().count();
        line("framing", bytes.length + " bytes, " + lines + " lines" + (goesOn ? ", goes on with a record" : ""), text);
        if (!goesOn) {
            stages.ofRecord(bytes).forEach(stage -> line(stage.name(), stage.outcome(), text));
        }
        waiting.put(offset, text);
        if (waiting.size() > MAX_WAITING) {
            print(waiting.keySet().iterator().next());
        }
    }

    /** @param reasons why each value was masked */
    void event(MaskedEvent masked, List<MaskTally.Reason> reasons) {
        StringBuilder text = waiting.computeIfAbsent(
                masked.event().position().offset(), offset -> new StringBuilder("  (its record is told of above)\n"));
        text.append("  event ").append(masked.event().position().ordinal() + 1).append('\n');
        for (Stage stage : Stages.ofEvent(masked.event())) {
            line("  " + stage.name(), stage.outcome(), text);
        }
        line("  masking", counts(masked.maskCounts()), text);
        reasons.forEach(reason -> line("  ", reason(reason), text));
    }

    void finish() throws IOException {
        for (long offset : List.copyOf(waiting.keySet())) {
            print(offset);
        }
    }

    private void print(long offset) throws IOException {
        StringBuilder text = waiting.remove(offset);
        out.append("at byte ").append(Long.toString(offset)).append('\n').append(text);
        if (text.indexOf("  event ") < 0) {
            out.append("  no event of its own: part of one that begins before it\n");
        }
    }

    /** {@code body 9-16: secret.key-name, a value whose key's name says that it is a secret} */
    private static String reason(MaskTally.Reason reason) {
        String place = reason.start() < 0 ? reason.field() : reason.field() + ' ' + reason.start() + '-' + reason.end();
        return place + ": " + reason.rule() + ", " + reason.why();
    }

    private static String counts(Map<String, Integer> counts) {
        return counts.isEmpty()
                ? "nothing"
                : counts.entrySet().stream()
                        .map(rule -> rule.getKey() + ' ' + rule.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static void line(String name, String outcome, StringBuilder text) {
        text.append("  ").append(name).append(" ".repeat(Math.max(1, 12 - name.length())));
        text.append(outcome).append('\n');
    }
}
