package io.sillok.parsers;

import java.util.Map;
import java.util.regex.Pattern;

final class Framed {
    private static final Map<String, Pattern> STARTS =
            Map.of("laravel.line", Pattern.compile("^\\[\\d{4}-\\d\\d-\\d\\d[ T][^\\]]+\\] [\\w.-]+\\.[A-Z]+: .*"));

    private Framed() {}

    static boolean starts(String parser, String line) {
        Pattern start = STARTS.get(parser);
        return start == null || start.matcher(line).find();
    }
}
