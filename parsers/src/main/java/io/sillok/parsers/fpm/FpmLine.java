package io.sillok.parsers.fpm;

import io.sillok.parsers.grok.BoundedGrok;
import io.sillok.parsers.grok.BundledPatterns;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of FPM's error log, a character for each of its bytes.
 *
 * @param time as it stands in the line
 * @param pool empty if the line names none
 * @param child its pid; empty if the line names none
 * @param message what stands behind the level
 * @param rest what stands behind pool and child
 * @see <a href="https://github.com/php/php-src/blob/master/sapi/fpm/fpm/zlog.c">php-src, zlog.c</a>
 */
record FpmLine(String time, String level, String pool, String child, String message, String rest) {

    private static final BoundedGrok PREFIX = BundledPatterns.compile("%{FPM_PREFIX}");
    private static final Pattern SAID = Pattern.compile("said into std(?:err|out): \"");
    private static final String PHP_MESSAGE = "PHP message: ";
    private static final String PIPE_CLOSED = ", pipe is closed";

    /** Empty for a line that FPM passed on undecorated, or that is none of its own. */
    static Optional<FpmLine> parse(String line) {
        if (!line.startsWith("[") || !(PREFIX.match(line) instanceof BoundedGrok.Captures prefix)) {
            return Optional.empty();
        }
        String level = prefix.text("level");
        int message = line.indexOf("] " + level + ": ") + level.length() + 4;
        return Optional.of(new FpmLine(
                prefix.text("time"),
                level,
                prefix.text("pool"),
                prefix.text("child"),
                line.substring(message),
                line.substring(prefix.end())));
    }

    /** Where what was {@link #said} begins in the line that this was read of. */
    int saidFrom(String line) {
        Matcher said = SAID.matcher(rest);
        return said.lookingAt() ? line.length() - rest.length() + said.end() : line.length() - message.length();
    }

    /**
     * What a child wrote to stderr or stdout; the quotes around it are FPM's, those in it are not escaped. A message of PHP
     * may stand without them, if FPM and its children write to one file.
     */
    Optional<String> said() {
        if (child.isEmpty() && message.startsWith(PHP_MESSAGE)) {
            return Optional.of(message);
        }
        Matcher said = SAID.matcher(rest);
        if (!said.lookingAt()) {
            return Optional.empty();
        }
        String text = rest.endsWith(PIPE_CLOSED) ? rest.substring(0, rest.length() - PIPE_CLOSED.length()) : rest;
        int end = text.length() > said.end() && text.endsWith("\"") ? text.length() - 1 : text.length();
        return Optional.of(text.substring(said.end(), end));
    }
}
