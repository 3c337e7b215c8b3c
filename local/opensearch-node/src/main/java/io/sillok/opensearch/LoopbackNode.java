package io.sillok.opensearch;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.http.HttpServerTransport;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.transport.Netty4Plugin;

/**
 * One node that is a whole cluster and listens on loopback only: this build of OpenSearch has neither TLS nor users.
 */
final class LoopbackNode extends Node {
    private LoopbackNode(Environment environment) {
        super(environment, List.of(Netty4Plugin.class, CommonAnalysisPlugin.class), true);
    }

    /** A node that keeps its data below {@code home}; HTTP port 0 takes any free one. */
    static LoopbackNode in(Path home, int httpPort) {
        Settings settings = Settings.builder()
                .put("path.home", home)
                .put("path.data", home.resolve("data"))
                .put("cluster.name", "sillok-local")
                .put("node.name", "local")
                .put("discovery.type", "single-node")
                .put("network.host", "127.0.0.1")
                .put("transport.type", "netty4")
                .put("transport.port", "0")
                .put("http.type", "netty4")
                .put("http.port", httpPort)
                // A laptop's disk is often fuller than the 85 % at which a node would refuse new shards.
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                // The serial collector lets garbage fill the heap, which the breaker would take for use and answer 429.
                .put("indices.breaker.total.use_real_memory", false)
                .build();
        return new LoopbackNode(InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "local"));
    }

    InetSocketAddress httpAddress() {
        return injector()
                .getInstance(HttpServerTransport.class)
                .boundAddress()
                .publishAddress()
                .address();
    }
}
