package io.sillok.parsers.fpm;

import io.sillok.parsers.record.DefinitionException;
import io.sillok.parsers.template.LineTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compiles the text of FPM's {@code access.format}. A slot's name is its conversion: {@code s}, {@code milli:d},
 * {@code REQUEST_URI:e}.
 *
 * @see <a href="https://github.com/php/php-src/blob/master/sapi/fpm/www.conf.in">php-src, www.conf.in</a>
 */
final class AccessFormat {

    static final String DEFAULT = "%R - %u %t \"%m %r\" %s";

    /** Request URI, its question mark and query string stand together and are one value. */
    static final String TARGET = "target";

    private static final Pattern CONVERSION = Pattern.compile("%(?:\\{([^}]*)})?([a-zA-Z%])");

    private AccessFormat() {}

    static LineTemplate compile(String text) throws DefinitionException {
        String joined = text.replaceAll("%r%Q%q|%r\\?%q", "%{" + TARGET + "}r");
        List<LineTemplate.Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        Matcher conversion = CONVERSION.matcher(joined);
        int at = 0;
        while (conversion.find(at)) {
            literal.append(joined, at, conversion.start());
            at = conversion.end();
            if (conversion.group(2).equals("%")) {
                literal.append('%');
                continue;
            }
            if (literal.length() > 0) {
                parts.add(new LineTemplate.Literal(literal.toString()));
                literal.setLength(0);
            }
            String name =
                    conversion.group(1) == null ? conversion.group(2) : conversion.group(1) + ':' + conversion.group(2);
            parts.add(new LineTemplate.Slot(name, Conversions.shape(name)));
        }
        literal.append(joined, at, joined.length());
        if (literal.length() > 0) {
            parts.add(new LineTemplate.Literal(literal.toString()));
        }
        LineTemplate template = new LineTemplate(parts, false);
        if (template.slots().isEmpty()) {
            throw new DefinitionException("access_format: there is no %conversion in it");
        }
        return template;
    }
}
