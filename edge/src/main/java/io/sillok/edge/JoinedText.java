package io.sillok.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text that stands in several lines of a file, each with something before and behind it. It is masked as one, since a
 * value may go on from line to line, and what comes of it is given out over its lines. Lines that were given out are not
 * taken back: if the text as it is known later does not begin with them, what follows is masked whole.
 */
final class JoinedText {

    /** As much as is masked as one; what is behind it is masked whole. */
    private static final int MOST = 256 * 1024;

    private final TextOfRecords texts;
    private final StringBuilder raw = new StringBuilder();
    private final List<Spread.Part> parts = new ArrayList<>();

    /** What was given out so far; a line end in it separates two lines. */
    private String given = "";

    private boolean begun;
    private boolean cut;

    /** Whether a line end stands before the first part at hand. */
    private boolean behindLine;

    /** Whether all that comes is masked whole. */
    private boolean closed;

    /** @param known whether its beginning is */
    JoinedText(TextOfRecords texts, boolean known) {
        this.texts = texts;
        this.closed = !known;
    }

    /**
     * One more line of it.
     *
     * @param said what of the line is the text's, a character for each byte
     * @param goesOn whether the next one follows without a line end between
     */
    void add(String said, boolean goesOn) {
        if (parts.isEmpty()) {
            behindLine = begun && !cut;
        }
        if (raw.length() + said.length() >= MOST) {
            closed = true;
        }
        if (!closed) {
            raw.append(begun && !cut ? "\n" : "").append(said);
        }
        begun = true;
        cut = goesOn;
        parts.add(new Spread.Part(said, goesOn));
    }

    int held() {
        return raw.length();
    }

    /** The lines at hand were given out before, by whoever went before: as they would be now, for all that is known. */
    void assumeGiven() {
        if (!closed) {
            given = masked();
        }
        parts.clear();
    }

    /** What is shown in place of each line at hand; nothing if they are to be masked whole. */
    Optional<List<String>> give() {
        Optional<List<String>> shown = closed ? Optional.empty() : shown();
        closed = shown.isEmpty();
        if (closed) {
            raw.setLength(0);
            given = "";
        }
        parts.clear();
        return shown;
    }

    private Optional<List<String>> shown() {
        String now = masked();
        String before = behindLine ? given + '\n' : given;
        if (!now.startsWith(before)) {
            return Optional.empty();
        }
        given = now;
        return Spread.over(parts, now.substring(before.length()));
    }

    /** Of a text that goes on within a line: without its last word, if that may become something. */
    private String masked() {
        String text = Spread.decoded(raw.toString());
        return cut ? texts.steady(text) : texts.text(text, false);
    }
}
