package io.sillok.local.pipeline;

import io.sillok.local.servers.ServerStartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The ports that were asked for by number, looked at before the servers start: then all that are taken are told at once. */
final class AskedPorts {

    private AskedPorts() {}

    /** @throws ServerStartException naming every port that is taken */
    static void check(LocalSettings settings) throws ServerStartException {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("Kafka", settings.kafkaPort());
        ports.put("OpenSearch", settings.openSearchPort());
        ports.put("the page", settings.pagePort().orElse(0));
        String taken = ports.entrySet().stream()
                .filter(port -> taken(port.getValue()))
                .map(port -> "port " + port.getValue() + " of " + port.getKey() + " is taken")
                .collect(Collectors.joining(", "));
        if (!taken.isEmpty()) {
            throw new ServerStartException(
                    taken + "; end what listens there or choose another port, 0 for any that is free");
        }
    }

    /** Never true of 0, which is any free port. */
    private static boolean taken(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return !socket.isBound();
        } catch (IOException e) {
            return true;
        }
    }
}
