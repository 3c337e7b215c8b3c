package io.sillok.tailer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KubernetesPathTest {

    private static final String POD = "shop_web-7d9f8-x2x_0a1b2c3d-4e5f-6789-abcd-ef0123456789";

    @ParameterizedTest
    @ValueSource(strings = {"/nginx/0.log", "/nginx/12.log.20261122-100000", "/nginx/3.log.20261122-100000.gz"})
    void aPodsLogNamesItsContainer(String file) {
        assertThat(KubernetesPath.attributes("/var/log/pods/" + POD + file))
                .isEqualTo(Map.of(
                        "k8s.namespace.name", "shop",
                        "k8s.pod.name", "web-7d9f8-x2x",
                        "k8s.pod.uid", "0a1b2c3d-4e5f-6789-abcd-ef0123456789",
                        "k8s.container.name", "nginx"));
    }

    @Test
    void aLinkToItNamesTheContainersIdToo() {
        String id = "5d".repeat(32);
        assertThat(KubernetesPath.attributes("/var/log/containers/web-1_shop_php-fpm-" + id + ".log"))
                .isEqualTo(Map.of(
                        "k8s.pod.name", "web-1",
                        "k8s.namespace.name", "shop",
                        "k8s.container.name", "php-fpm",
                        "container.id", id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/var/log/nginx/access.log",
                "/var/log/pods/shop_web/nginx/0.log",
                "/var/log/pods/a_b_c_d/nginx/0.log",
                "/var/log/containers/web_shop_nginx-0.log"
            })
    void otherPathsSayNothing(String path) {
        assertThat(KubernetesPath.attributes(path)).isEmpty();
    }

    @Test
    void thePathsPodWinsOverTheTailersOwn() {
        Map<String, String> own = Map.of("k8s.pod.name", "tailer-5", "k8s.node.name", "node-3");

        assertThat(KubernetesPath.resource("/var/log/shop/access.log", own)).isEqualTo(own);
        assertThat(KubernetesPath.resource("/var/log/pods/" + POD + "/nginx/0.log", own))
                .containsEntry("k8s.pod.name", "web-7d9f8-x2x")
                .containsEntry("k8s.node.name", "node-3");
    }
}
