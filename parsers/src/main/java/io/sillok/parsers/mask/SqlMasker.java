package io.sillok.parsers.mask;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Takes the values out of SQL statements of MySQL, MariaDB, PostgreSQL, SQLite and SQL Server. Linear in the statement's
 * length and thread-safe.
 */
public final class SqlMasker {

    /**
     * A statement by which queries can be grouped.
     *
     * @param text the statement on one line with {@code ?} for values and lists of values
     * @param hash 16 hex digits, equal for statements of one shape, over releases and machines
     */
    public record Normalised(String text, String hash) {}

    /** For the shapes of statements in either form that are remembered, in characters: some hundred of each. */
    private static final int ROOM = 1 << 19;

    private final int room;

    /** Keeps what one thread reads with until a thread reads the next statement; who finds none makes a new one. */
    private final AtomicReference<SqlReader> spare = new AtomicReference<>();

    public SqlMasker() {
        this(ROOM);
    }

    /** @param room for the shapes that are remembered, of which no result depends */
    SqlMasker(int room) {
        this.room = room;
    }

    /** Masks a statement whose values are literals or placeholders; unmasked statements come back as the same instance. */
    public String mask(String statement, MaskTally tally) {
        return mask(statement, SqlForm.QUOTED, tally);
    }

    /** The statement's shape, for {@code db.query.text} and {@code db.query.hash}. */
    public Normalised normalise(String statement, MaskTally tally) {
        return normalise(statement, SqlForm.QUOTED, tally);
    }

    Normalised normalise(String statement, SqlForm form, MaskTally tally) {
        SqlReader reader = reader();
        Normalised normalised = reader.normalise(Text.of(statement), form, tally);
        keep(reader);
        return normalised;
    }

    /** What groups the statements that masking made this one of. */
    static Normalised normalised(String masked) {
        String shape = oneLine(masked);
        return new Normalised(shape, hash(shape.toLowerCase(Locale.ROOT)));
    }

    /** The same for a statement whose values were written in as {@code form} says. */
    public String mask(String statement, SqlForm form, MaskTally tally) {
        SqlReader reader = reader();
        String masked = reader.mask(statement, form, tally);
        keep(reader);
        return masked;
    }

    /** Appends the masked statement; false, and nothing appended, if there was nothing to mask. */
    boolean mask(Text statement, SqlForm form, TextBuffer out, MaskTally tally) {
        SqlReader reader = reader();
        boolean masked = reader.mask(statement, form, out, tally);
        keep(reader);
        return masked;
    }

    private SqlReader reader() {
        SqlReader reader = spare.getAndSet(null);
        return reader == null ? new SqlReader(new SqlShapes(room), new SqlBeginnings(room)) : reader;
    }

    /** One that failed is not kept; of one that a long statement made large only what it learnt is. */
    private void keep(SqlReader reader) {
        spare.setRelease(reader.small() ? reader : reader.renewed());
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
