package io.sillok.local.discover.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The options that a program was configured with, as its binary tells them in its own text. The file is read, never run:
 * the tree may be of another machine, and what stands in it need not be trusted.
 */
public final class BuildOptions {

    private static final Pattern OPTION = Pattern.compile("--([a-z-]+)=('[^']*'|[^\\s'\"]*)");
    private static final int MAX_LENGTH = 64 * 1024;

    private BuildOptions() {}

    /**
     * @param mark text before the options in the binary
     * @return names without dashes, with their values; none if the binary does not tell
     */
    public static Map<String, String> in(ServerTree tree, String binary, String mark) {
        Map<String, String> options = new LinkedHashMap<>();
        try {
            String text = new String(tree.bytes(binary), StandardCharsets.ISO_8859_1);
            int start = text.indexOf(mark);
            if (start >= 0) {
                int end = text.indexOf('\0', start);
                int bound = Math.min(end < 0 ? text.length() : end, start + MAX_LENGTH);
                Matcher option = OPTION.matcher(text).region(start, bound);
                while (option.find()) {
                    options.putIfAbsent(option.group(1), option.group(2).replace("'", ""));
                }
            }
        } catch (IOException e) {
            return Map.of(); // a binary that cannot be read tells nothing; common layouts are tried then
        }
        return options;
    }
}
