package io.sillok.parsers.mask;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Takes the values out of SQL statements of MySQL, MariaDB, PostgreSQL, SQLite and SQL Server. Linear in the statement's
 * length, stateless and thread-safe.
 */
public final class SqlMasker {

    /**
     * A statement by which queries can be grouped.
     *
     * @param text the statement on one line with {@code ?} for values and lists of values
     * @param hash 16 hex digits, equal for statements of one shape, over releases and machines
     */
    public record Normalised(String text, String hash) {}

    /** Masks a statement whose values are literals or placeholders; unmasked statements come back as the same instance. */
    public String mask(String statement, MaskTally tally) {
        return mask(statement, SqlForm.QUOTED, tally);
    }

    /** The statement's shape, for {@code db.query.text} and {@code db.query.hash}. */
    public Normalised normalise(String statement, MaskTally tally) {
        return normalise(statement, SqlForm.QUOTED, tally);
    }

    Normalised normalise(String statement, SqlForm form, MaskTally tally) {
        TextBuffer out = new TextBuffer(statement.length() + 16);
        mask(Text.of(statement), form, true, out, tally);
        String shape = oneLine(out);
        return new Normalised(shape, hash(shape.toLowerCase(Locale.ROOT)));
    }

    /** The same for a statement whose values were written in as {@code form} says. */
    public String mask(String statement, SqlForm form, MaskTally tally) {
        TextBuffer out = new TextBuffer(statement.length() + 16);
        return mask(Text.of(statement), form, out, tally) ? out.toString() : statement;
    }

    /** Appends the masked statement; false, and nothing appended, if there was nothing to mask. */
    boolean mask(Text statement, SqlForm form, TextBuffer out, MaskTally tally) {
        return mask(statement, form, false, out, tally);
    }

    private static boolean mask(Text statement, SqlForm form, boolean collapse, TextBuffer out, MaskTally tally) {
        char[] s = statement.array();
        int from = statement.base();
        int to = from + statement.length();
        SqlTokens tokens =
                form == SqlForm.QUOTED ? SqlLexer.allTokens(s, from, to) : SqlLexer.tokens(s, from, to);
        SqlTrust trust = SqlTrust.of(s, tokens, form);
        boolean whole = trust.whole();
        boolean masked = count(tokens, trust, tally);
        if (whole && !masked && !collapse) {
            return false;
        }
        int begun = out.length();
        new SqlRenderer(s, from, out).render(tokens, trust);
        if (whole) {
            int last = tokens.count() - 1;
            out.append(s, last < 0 ? from : tokens.end(last), to);
            return true;
        }
        tally.count(MaskRule.SQL_UNQUOTED);
        int doubtful = tokens.start(trust.boundary());
        boolean insert = tokens.word(0).is(SqlWord.INSERTS);
        // Of an insert nothing remains but what stands behind its rows, if anything does.
        int rest = insert ? SqlRemainder.behindRows(statement, doubtful - from) + from : doubtful;
        SqlTokens remaining = SqlLexer.looseTokens(s, rest, to);
        new SqlRemainder(s, from, to, remaining, trust, out, begun).render(insert, rest > doubtful);
        return true;
    }

    private static boolean count(SqlTokens tokens, SqlTrust trust, MaskTally tally) {
        boolean masked = false;
        for (int i = 0; i < trust.boundary(); i++) {
            boolean alreadyMasked = tokens.kind(i) == SqlTokens.PARAMETER;
            if (tokens.value(i) && !alreadyMasked) {
                tally.count(tokens.kind(i) == SqlTokens.COMMENT ? MaskRule.SQL_COMMENT : MaskRule.SQL_LITERAL);
                masked = true;
            }
        }
        return masked;
    }

    private static String oneLine(TextBuffer statement) {
        StringBuilder out = new StringBuilder(statement.length());
        boolean gap = false;
        for (int i = 0; i < statement.length(); i++) {
            char c = statement.charAt(i);
            if (Character.isWhitespace(c)) {
                gap = true;
            } else {
                if (gap && out.length() > 0) {
                    out.append(' ');
                }
                gap = false;
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String hash(String shape) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(shape.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
