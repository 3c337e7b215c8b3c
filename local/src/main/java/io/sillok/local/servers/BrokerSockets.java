package io.sillok.local.servers;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The sockets of a broker, bound before it is configured: Kafka wants to know its own ports beforehand, and asking for
 * a free port and binding it later would be a race.
 */
final class BrokerSockets implements ServerSocketFactory, AutoCloseable {
    private static final int BACKLOG = 50;

    private final Map<String, ServerSocketChannel> byListener = new HashMap<>();

    /** Binds a port of loopback, 0 for any free one, and returns which it is. */
    int bind(String listener, int port) throws ServerStartException {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            byListener.put(listener, channel);
            channel.socket().setReuseAddress(true);
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            return channel.socket().getLocalPort();
        } catch (BindException e) {
            throw new ServerStartException(
                    "port " + port + " is taken; end what listens there or choose another port", e);
        } catch (IOException e) {
            throw new ServerStartException("port " + port + " cannot be bound: " + e, e);
        }
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listener, InetSocketAddress address, int receiveBufferBytes, int backlog) throws IOException {
        ServerSocketChannel channel = byListener.get(listener);
        channel.configureBlocking(false);
        return channel;
    }

    /** Frees the ports of a broker that did not come up; one that did closes them itself. */
    @Override
    public void close() throws IOException {
        for (ServerSocketChannel channel : byListener.values()) {
            channel.close();
        }
    }
}
