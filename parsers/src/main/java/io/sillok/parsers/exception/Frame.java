package io.sillok.parsers.exception;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A place in the code that was being run: unlike a line of PHP's stack, which names a call and where it was made, it
 * names a place and the function that the place is in.
 *
 * @param line 0 if not told
 * @param function without its arguments, as PHP names it; empty if not told
 */
record Frame(String file, long line, String function) {

    private static final String INTERNAL = "[internal function]";

    /** Where code stands that the program's authors did not write: Composer, PEAR and Debian, PHP's images, archives. */
    private static final Pattern VENDOR =
            Pattern.compile("[/\\\\]vendor[/\\\\]|^/usr/share/(?:php|pear)/|^/usr/(?:local/)?lib/php/|^phar:|^"
                    + Pattern.quote(INTERNAL));

    private static final Pattern COMPILED_VIEW = Pattern.compile("storage/framework/views/[0-9a-f]{16,64}\\.php$");
    private static final Pattern RELEASE = Pattern.compile("/releases/[^/]{1,255}/");
    private static final Pattern EVALUATED =
            Pattern.compile("\\(\\d{1,9}\\) : (?:eval\\(\\)'d code|runtime-created function)");

    boolean inApp() {
        return !file.isEmpty() && !VENDOR.matcher(file).find();
    }

    /**
     * What stays the same when lines move, a view is compiled again, or a release gets another folder. Its function is no
     * part of it: Monolog's JSON form tells none.
     */
    String identity() {
        String where = EVALUATED.matcher(file).replaceAll(" : eval()'d code");
        where = COMPILED_VIEW.matcher(where).replaceFirst("storage/framework/views/*.php");
        return RELEASE.matcher(where).replaceAll("/releases/*/");
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("file", file);
        if (line > 0) {
            map.put("line", line);
        }
        if (!function.isEmpty()) {
            map.put("function", function);
        }
        map.put("in_app", inApp());
        return map;
    }
}
