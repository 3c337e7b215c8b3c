package io.sillok.local.pipeline;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** On which port the page is: the one asked for or none; else the usual one, or any if that is taken. */
final class PagePort {

    static final int USUAL = 7180;

    private PagePort() {}

    /** Opens the page on an address. */
    @FunctionalInterface
    interface Server<T> {
        T start(InetSocketAddress address) throws IOException;
    }

    static <T> T bind(Optional<Integer> asked, Server<T> server) throws IOException {
        try {
            return server.start(loopback(asked.orElse(USUAL)));
        } catch (BindException e) {
            if (asked.isPresent()) {
                throw new IOException(
                        "port " + asked.get() + " of the page is taken; name another one, or 0 for any that is free",
                        e);
            }
            return server.start(loopback(0));
        }
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
