package io.sillok.parsers.mask;

/** What became of a statement that could be believed whole, and becomes of each that differs in its values only. */
final class SqlShape {

    private final String shown;
    private final int literals;
    private SqlMasker.Normalised normalised;

    /**
     * @param shown the statement without its values
     * @param literals how many were taken out that were no placeholders
     */
    SqlShape(String shown, int literals) {
        this.shown = shown;
        this.literals = literals;
    }

    String shown() {
        return shown;
    }

    /** Counts what a statement of this shape holds; whether anything must be masked in it. */
    boolean count(MaskTally tally) {
        for (int i = 0; i < literals; i++) {
            tally.count(MaskRule.SQL_LITERAL);
        }
        return literals > 0;
    }

    SqlMasker.Normalised normalised() {
        if (normalised == null) {
            normalised = SqlMasker.normalised(shown);
        }
        return normalised;
    }
}
