package io.sillok.parsers.mask;

/** Masks one statement after the other with the same arrays, so that none of them needs any of its own. Not thread-safe. */
final class SqlReader {

    /** In characters; for longer statements room is made each time. */
    private static final int COMMON = 8192;

    private static final char[] NOTHING = {};

    private final SqlShapes shapes;
    private final SqlBeginnings beginnings;
    private final SqlLexer lexer = new SqlLexer();
    private final SqlLexer looseLexer = new SqlLexer();
    private final SqlTokens tokens = lexer.tokens();
    private final SqlTrust trust = new SqlTrust(tokens);
    private final SqlRenderer renderer = new SqlRenderer(tokens);
    private final TextBuffer shown = new TextBuffer(COMMON / 4);
    private char[] read = NOTHING;

    SqlReader(SqlShapes shapes, SqlBeginnings beginnings) {
        this.shapes = shapes;
        this.beginnings = beginnings;
    }

    /** One that knows the same and has arrays of usual size. */
    SqlReader renewed() {
        return new SqlReader(shapes, beginnings);
    }

    /** The masked statement; the same instance if there was nothing to mask. */
    String mask(String statement, SqlForm form, MaskTally tally) {
        int length = statement.length();
        if (length > read.length) {
            read = new char[length <= COMMON ? Math.min(COMMON, length * 2) : length];
        }
        statement.getChars(0, length, read, 0);
        SqlShape known = form == SqlForm.QUOTED ? shapes.find(read, 0, length) : null;
        if (known != null) {
            return known.count(tally) ? known.shown() : statement;
        }
        shown.truncate(0);
        return judge(read, 0, length, form, false, shown, tally) ? shown.toString() : statement;
    }

    /** Appends the masked statement; false, and nothing appended, if there was nothing to mask. */
    boolean mask(Text statement, SqlForm form, TextBuffer out, MaskTally tally) {
        char[] s = statement.array();
        int from = statement.base();
        int to = from + statement.length();
        SqlShape known = form == SqlForm.QUOTED ? shapes.find(s, from, to) : null;
        if (known == null) {
            return judge(s, from, to, form, false, out, tally);
        }
        boolean masked = known.count(tally);
        if (masked) {
            out.append(known.shown());
        }
        return masked;
    }

    SqlMasker.Normalised normalise(Text statement, SqlForm form, MaskTally tally) {
        char[] s = statement.array();
        int from = statement.base();
        int to = from + statement.length();
        SqlShape known = form == SqlForm.QUOTED ? shapes.find(s, from, to) : null;
        if (known == null) {
            shown.truncate(0);
            judge(s, from, to, form, true, shown, tally);
            return SqlMasker.normalised(shown.toString());
        }
        known.count(tally);
        return known.normalised();
    }

    /**
     * Appends the masked statement; false, and nothing appended, if there was nothing to mask.
     *
     * @param collapse whether to append it all the same
     */
    private boolean judge(char[] s, int from, int to, SqlForm form, boolean collapse, TextBuffer out, MaskTally tally) {
        if (form == SqlForm.QUOTED) {
            lexer.all(s, from, to);
            trust.judge(form);
        } else if (!beginnings.recall(s, from, to, trust)) {
            lexer.begin(s, from, to);
            trust.judge(form);
            beginnings.learn(tokens, from, trust);
        }
        int boundary = trust.boundary();
        int masked = count(boundary, tally);
        if (!trust.whole()) {
            remainder(s, from, to, out, tally);
            return true;
        }
        int begun = out.length();
        renderer.render(s, from, boundary, out);
        out.append(s, boundary == 0 ? from : tokens.end(boundary - 1), to);
        if (form == SqlForm.QUOTED) {
            shapes.learn(tokens, from, to, out, begun, masked);
        }
        if (masked == 0 && !collapse) {
            out.truncate(begun);
            return false;
        }
        return true;
    }

    /** What can be believed, and of the rest what does no harm. */
    private void remainder(char[] s, int from, int to, TextBuffer out, MaskTally tally) {
        int begun = out.length();
        int boundary = trust.boundary();
        renderer.render(s, from, boundary, out);
        tally.count(MaskRule.SQL_UNQUOTED);
        int doubtful = tokens.start(boundary);
        boolean insert = SqlWord.is(tokens.word(0), SqlWord.INSERTS);
        // Of an insert nothing remains but what stands behind its rows, if anything does.
        int rest = insert ? SqlRemainder.behindRows(s, doubtful, to) : doubtful;
        looseLexer.beginLoose(s, rest, to);
        new SqlRemainder(s, from, to, looseLexer.tokens(), trust, out, begun).render(insert, rest > doubtful);
    }

    /** How many values that are no placeholders stand before the boundary. */
    private int count(int boundary, MaskTally tally) {
        int masked = 0;
        for (int nth = 0; nth < tokens.valueCount() && tokens.valueAt(nth) < boundary; nth++) {
            byte kind = tokens.kind(tokens.valueAt(nth));
            if (kind != SqlTokens.PARAMETER) {
                tally.count(kind == SqlTokens.COMMENT ? MaskRule.SQL_COMMENT : MaskRule.SQL_LITERAL);
                masked++;
            }
        }
        return masked;
    }

    /** Whether it holds no more than what common statements need. */
    boolean small() {
        return read.length <= COMMON && shown.capacity() <= COMMON && tokens.capacity() <= COMMON / 2;
    }
}
