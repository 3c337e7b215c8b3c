package io.sillok.parsers.mask;

/** Tells by its tables and clauses, {@code from users where}, that what begins with {@code select} is no prose. */
final class SqlTables {

    private static final String[] CLAUSES = {"where", "join", "limit", "order", "group"};

    /** Characters between a table's name and the next clause, at most. */
    private static final int BETWEEN = 200;

    private static final int NAME = 64;

    private SqlTables() {}

    /** Whether a clause stands near behind the name of a table in {@code s[from, to)}. */
    static boolean filtered(Text s, int from, int to) {
        int clause = from;
        for (int i = from; i + 5 < to; i++) {
            boolean tables = (s.charAt(i) | 0x20) == 'f' && boundary(s, i, from) && s.startsWithIgnoringCase("from", i);
            int name = tables ? blanksEnd(s, i + 4, to) : i;
            if (name <= i + 4) {
                continue;
            }
            name += quote(s, name, to) ? 1 : 0;
            if (name >= to || !namePart(s.charAt(name))) {
                continue;
            }
            clause = clause(s, Math.max(clause, name + 1), from, to);
            if (clause <= nameEnd(s, name, to) + BETWEEN && clause < to) {
                return true;
            }
        }
        return false;
    }

    /** Behind a name of up to three parts. */
    private static int nameEnd(Text s, int name, int to) {
        int end = partEnd(s, name, to);
        for (int parts = 1; parts < 3 && end < to && s.charAt(end) == '.'; parts++) {
            int next = end + 1 + (quote(s, end + 1, to) ? 1 : 0);
            if (next >= to || !namePart(s.charAt(next))) {
                return end;
            }
            end = partEnd(s, next, to);
        }
        return end;
    }

    private static int partEnd(Text s, int from, int to) {
        int i = from;
        while (i < to && i - from < NAME && namePart(s.charAt(i))) {
            i++;
        }
        boolean closed = i < to && (s.charAt(i) == '`' || s.charAt(i) == '"' || s.charAt(i) == ']');
        return closed ? i + 1 : i;
    }

    /** Where the next clause begins; {@code to} if none does. */
    private static int clause(Text s, int at, int from, int to) {
        for (int i = at; i < to; i++) {
            char c = (char) (s.charAt(i) | 0x20);
            boolean possible = c == 'w' || c == 'j' || c == 'l' || c == 'o' || c == 'g';
            if (possible && boundary(s, i, from) && clauseStands(s, i, to)) {
                return i;
            }
        }
        return to;
    }

    private static boolean clauseStands(Text s, int at, int to) {
        for (String clause : CLAUSES) {
            if (s.startsWithIgnoringCase(clause, at)) {
                int end = at + clause.length();
                boolean by = clause.equals("order") || clause.equals("group");
                if (by) {
                    int next = blanksEnd(s, end, to);
                    end = next > end && s.startsWithIgnoringCase("by", next) ? next + 2 : to + 1;
                }
                return end <= to && (end == to || !wordPart(s.charAt(end)));
            }
        }
        return false;
    }

    private static int blanksEnd(Text s, int from, int to) {
        int i = from;
        while (i < to && (s.charAt(i) == ' ' || (s.charAt(i) >= '\t' && s.charAt(i) <= '\r'))) {
            i++;
        }
        return i;
    }

    private static boolean quote(Text s, int at, int to) {
        return at < to && (s.charAt(at) == '`' || s.charAt(at) == '"' || s.charAt(at) == '[');
    }

    private static boolean namePart(char c) {
        return c == '$' || (c < 128 && Chars.wordPart(c));
    }

    private static boolean boundary(Text s, int at, int from) {
        return at == from || !wordPart(s.charAt(at - 1));
    }

    private static boolean wordPart(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}
