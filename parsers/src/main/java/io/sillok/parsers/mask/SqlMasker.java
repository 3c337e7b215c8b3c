package io.sillok.parsers.mask;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
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
        String shape = oneLine(mask(statement, form, true, tally));
        return new Normalised(shape, hash(shape.toLowerCase(Locale.ROOT)));
    }

    String mask(String statement, SqlForm form, MaskTally tally) {
        return mask(statement, form, false, tally);
    }

    private String mask(String statement, SqlForm form, boolean collapse, MaskTally tally) {
        List<SqlToken> tokens = SqlLexer.tokens(statement, 0, statement.length());
        SqlTrust trust = SqlTrust.of(statement, tokens, form);
        boolean whole = trust.boundary() == tokens.size();
        int masked = 0;
        for (int i = 0; i < trust.boundary(); i++) {
            boolean alreadyMasked = tokens.get(i).kind() == SqlToken.Kind.PARAMETER;
            if (trust.value(i) && !alreadyMasked) {
                tally.count(
                        tokens.get(i).kind() == SqlToken.Kind.COMMENT ? MaskRule.SQL_COMMENT : MaskRule.SQL_LITERAL);
                masked++;
            }
        }
        if (whole && masked == 0 && !collapse) {
            return statement;
        }
        StringBuilder out = new StringBuilder(statement.length());
        SqlRenderer renderer = new SqlRenderer(statement, out);
        renderer.render(tokens, trust);
        if (whole) {
            return out.append(statement, renderer.copied(), statement.length()).toString();
        }
        tally.count(MaskRule.SQL_UNQUOTED);
        int doubtful = tokens.get(trust.boundary()).start();
        List<SqlToken> rest = SqlLexer.looseTokens(statement, doubtful, statement.length());
        new SqlRemainder(statement, rest, trust, out).render(insert(tokens, statement));
        return out.toString();
    }

    private static boolean insert(List<SqlToken> tokens, String statement) {
        String verb = tokens.isEmpty() ? "" : tokens.get(0).lower(statement);
        return verb.equals("insert") || verb.equals("replace");
    }

    private static String oneLine(String statement) {
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
