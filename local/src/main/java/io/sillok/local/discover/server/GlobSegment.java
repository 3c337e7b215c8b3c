package io.sillok.local.discover.server;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** One segment of a shell's pattern: {@code *}, {@code ?}, {@code [a-z]}, {@code [!a]}; a leading dot must be written. */
final class GlobSegment {

    private final Pattern names;

    private GlobSegment(Pattern names) {
        this.names = names;
    }

    static boolean isPattern(String segment) {
        return segment.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
    }

    static GlobSegment of(String segment) {
        StringBuilder regex = new StringBuilder(segment.startsWith(".") ? "" : "(?!\\.)");
        int at = 0;
        while (at < segment.length()) {
            char c = segment.charAt(at);
            int end = c == '[' ? segment.indexOf(']', at + 2) : -1;
            if (end > 0) {
                regex.append(charClass(segment.substring(at + 1, end)));
                at = end + 1;
            } else {
                regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
                at++;
            }
        }
        try {
            return new GlobSegment(Pattern.compile(regex.toString(), Pattern.DOTALL));
        } catch (PatternSyntaxException e) {
            return new GlobSegment(Pattern.compile(Pattern.quote(segment)));
        }
    }

    private static String charClass(String inner) {
        String negated = inner.startsWith("!") || inner.startsWith("^") ? "^" : "";
        return '[' + negated + inner.substring(negated.length()).replaceAll("[\\\\\\[&^]", "\\\\$0") + ']';
    }

    boolean matches(String name) {
        return names.matcher(name).matches();
    }
}
