package io.sillok.parsers.mask;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An entry of MySQL's or MariaDB's slow log: header lines that begin with {@code #}, then the statements. */
final class SlowLogEntry {

    private static final Pattern HEAD = Pattern.compile(
            "# (?:Time|User@Host|Thread_id|Query_time|Schema): ?|SET timestamp=\\d{1,12};|use `?[\\w$-]{1,64}`?;\\n");
    private static final Pattern PREAMBLE = Pattern.compile(
            "(?:#[^\\n]*+(?:\\n|$)|use `?[\\w$-]{1,64}`?;\\s*|SET timestamp=\\d{1,12}(?:\\.\\d{1,6})?;\\s*)*+");

    private final TextMasker texts;

    SlowLogEntry(TextMasker texts) {
        this.texts = texts;
    }

    static boolean matches(Text entry) {
        char first = entry.charAt(0);
        boolean possible = first == '#' || first == 'S' || first == 'u';
        return possible && HEAD.matcher(entry).lookingAt();
    }

    String mask(String entry, MaskTally tally) {
        Matcher preamble = PREAMBLE.matcher(entry);
        int statement = preamble.lookingAt() ? preamble.end() : 0;
        String rest = entry.substring(statement);
        return rest.isBlank()
                ? entry
                : entry.substring(0, statement) + texts.sql().mask(rest, tally);
    }
}
