package io.sillok.parsers.mask;

/** Masks one statement after the other with the same arrays, so that none of them needs any of its own. Not thread-safe. */
final class SqlReader {

    /** In characters; for longer statements room is made each time. */
    private static final int COMMON = 8192;

    private static final char[] NOTHING = {};

    private final SqlLexer lexer = new SqlLexer();
    private final SqlLexer looseLexer = new SqlLexer();
    private final SqlTokens tokens = lexer.tokens();
    private final SqlTrust trust = new SqlTrust(tokens);
    private final SqlRenderer renderer = new SqlRenderer(tokens);
    private final TextBuffer shown = new TextBuffer(COMMON / 4);
    private char[] read = NOTHING;

    /** The masked statement; the same instance if there was nothing to mask. */
    String mask(String statement, SqlForm form, MaskTally tally) {
        int length = statement.length();
        if (length > read.length) {
            read = new char[length <= COMMON ? Math.min(COMMON, length * 2) : length];
        }
        statement.getChars(0, length, read, 0);
        shown.truncate(0);
        return mask(new Text(read, 0, length), form, false, shown, tally) ? shown.toString() : statement;
    }

    /** Appends the masked statement; false, and nothing appended, if there was nothing to mask and nothing to collapse. */
    boolean mask(Text statement, SqlForm form, boolean collapse, TextBuffer out, MaskTally tally) {
        char[] s = statement.array();
        int from = statement.base();
        int to = from + statement.length();
        if (form == SqlForm.QUOTED) {
            lexer.all(s, from, to);
        } else {
            lexer.begin(s, from, to);
        }
        trust.judge(form);
        int boundary = trust.boundary();
        boolean masked = count(boundary, tally);
        if (trust.whole() && !masked && !collapse) {
            return false;
        }
        int begun = out.length();
        renderer.render(s, from, boundary, out);
        if (trust.whole()) {
            out.append(s, boundary == 0 ? from : tokens.end(boundary - 1), to);
            return true;
        }
        tally.count(MaskRule.SQL_UNQUOTED);
        int doubtful = tokens.start(boundary);
        boolean insert = SqlWord.is(tokens.word(0), SqlWord.INSERTS);
        // Of an insert nothing remains but what stands behind its rows, if anything does.
        int rest = insert ? SqlRemainder.behindRows(s, doubtful, to) : doubtful;
        looseLexer.beginLoose(s, rest, to);
        new SqlRemainder(s, from, to, looseLexer.tokens(), trust, out, begun).render(insert, rest > doubtful);
        return true;
    }

    private boolean count(int boundary, MaskTally tally) {
        boolean masked = false;
        for (int nth = 0; nth < tokens.valueCount() && tokens.valueAt(nth) < boundary; nth++) {
            byte kind = tokens.kind(tokens.valueAt(nth));
            if (kind != SqlTokens.PARAMETER) {
                tally.count(kind == SqlTokens.COMMENT ? MaskRule.SQL_COMMENT : MaskRule.SQL_LITERAL);
                masked = true;
            }
        }
        return masked;
    }

    /** Whether it holds no more than what common statements need. */
    boolean small() {
        return read.length <= COMMON && shown.capacity() <= COMMON && tokens.capacity() <= COMMON / 2;
    }
}
