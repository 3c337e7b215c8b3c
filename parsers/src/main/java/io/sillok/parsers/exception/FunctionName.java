package io.sillok.parsers.exception;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How PHP names functions in stacks, over its versions. */
final class FunctionName {

    /** Behind the mark stand a NUL, the file, the line and a number. */
    private static final Pattern ANONYMOUS = Pattern.compile("@anonymous[^>]*?(?=->|::|$)");

    private FunctionName() {}

    /** The name before a call's arguments; {@code {closure:App\X::y():12}} holds brackets of its own. */
    static String ofCall(String call) {
        int braces = 0;
        for (int i = 0; i < call.length(); i++) {
            char c = call.charAt(i);
            if (c == '(' && braces == 0) {
                return call.substring(0, i);
            }
            braces += c == '{' ? 1 : c == '}' ? -1 : 0;
        }
        return call;
    }

    /** A class's name, that of an anonymous one without the place it stands at. */
    static String type(String name) {
        Matcher anonymous = ANONYMOUS.matcher(name);
        String stripped = anonymous.find() ? anonymous.replaceAll("@anonymous") : name;
        return stripped.startsWith("\\") ? stripped.substring(1) : stripped;
    }
}
