package io.sillok.search.web;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is let in: only GET, only short addresses, and only requests that name this server as one on this machine. A page of
 * another site that made its name resolve to loopback (DNS rebinding) names its own site there, so it reads nothing.
 */
final class Gate {

    /** Browsers leave this port out. */
    private static final int HTTP = 80;

    private static final int LONGEST_ADDRESS = 16 * 1024;

    private final Set<String> hosts;

    Gate(int port) {
        String suffix = port == HTTP ? "" : ":" + port;
        this.hosts = Set.of("localhost" + suffix, "127.0.0.1" + suffix, "[::1]" + suffix);
    }

    /** @return why the request is not let in, if it is not */
    Optional<Reply> refusal(String method, String host, String address) {
        if (host == null || !hosts.contains(host.toLowerCase(Locale.ROOT))) {
            return Optional.of(Reply.text(421, "This server answers only under the name localhost."));
        }
        if (!method.equals("GET")) {
            Reply reply = Reply.text(405, "Only GET is answered.");
            return Optional.of(new Reply(405, with(reply.headers(), "Allow", "GET"), reply.body()));
        }
        if (address.length() > LONGEST_ADDRESS) {
            return Optional.of(Reply.text(414, "The address is too long."));
        }
        return Optional.empty();
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(name, value);
        return all;
    }
}
