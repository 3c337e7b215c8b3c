package io.sillok.tailer.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a listener listens.
 *
 * @param port 0 stands for any free one
 */
public record ListenAddress(String host, int port) {

    public static final String EXPECTED = "host:port such as 127.0.0.1:7181, or off";

    private static final Pattern SHAPE = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9.-]+):([0-9]{1,5})");
    private static final int HIGHEST_PORT = 65535;

    /** @throws IllegalArgumentException if it is neither an address nor {@code off} */
    public static Optional<ListenAddress> parse(String text) {
        if (text.equals("off") || text.equals("false") || text.equals("no")) {
            return Optional.empty();
        }
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > HIGHEST_PORT) {
            throw new IllegalArgumentException("no address: " + text);
        }
        String host = matcher.group(1);
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return Optional.of(new ListenAddress(bare, Integer.parseInt(matcher.group(2))));
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
