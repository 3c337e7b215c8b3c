package io.sillok.edge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives a masked text out over the lines of a file that its raw form stood in. */
final class Spread {

    /**
     * What stood in a line.
     *
     * @param said a character for each byte
     * @param cut whether the next one goes on without a line end between
     */
    record Part(String said, boolean cut) {}

    private Spread() {}

    /**
     * A value over several lines becomes one mark, so there may be fewer lines than before; then those that are missing are
     * empty, and stand where the value ended. The first one never is: a text is known by its beginning.
     *
     * @return one text for each part; nothing if there are more lines than before
     */
    static Optional<List<String>> over(List<Part> parts, String masked) {
        List<List<String>> raw = lines(parts);
        List<String> lines = List.of(masked.split("\n", -1));
        int missing = raw.size() - lines.size();
        if (missing < 0) {
            return Optional.empty();
        }
        int behind = missing == 0 ? lines.size() : Math.max(1, lines.size() - 1 - sameAtEnd(raw, lines));
        List<String> spread = new ArrayList<>(parts.size());
        for (int i = 0; i < raw.size(); i++) {
            boolean empty = i >= behind && i < behind + missing;
            int line = i < behind ? i : i - missing;
            divide(empty ? "" : lines.get(line), raw.get(i), spread);
        }
        return Optional.of(spread);
    }

    /** How many lines at the end are as they were; not all of them. */
    private static int sameAtEnd(List<List<String>> raw, List<String> lines) {
        int same = 0;
        while (same < lines.size() - 1
                && String.join("", raw.get(raw.size() - 1 - same)).equals(lines.get(lines.size() - 1 - same))) {
            same++;
        }
        return same;
    }

    private static void divide(String line, List<String> over, List<String> spread) {
        int at = 0;
        for (int i = 0; i < over.size(); i++) {
            int end = i == over.size() - 1
                    ? line.length()
                    : Math.min(line.length(), at + over.get(i).length());
            spread.add(line.substring(at, end));
            at = end;
        }
    }

    private static List<List<String>> lines(List<Part> parts) {
        List<List<String>> lines = new ArrayList<>();
        boolean goesOn = false;
        for (Part part : parts) {
            if (!goesOn) {
                lines.add(new ArrayList<>());
            }
            lines.get(lines.size() - 1).add(decoded(part.said()));
            goesOn = part.cut();
        }
        return lines;
    }

    static String decoded(String latin1) {
        return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
