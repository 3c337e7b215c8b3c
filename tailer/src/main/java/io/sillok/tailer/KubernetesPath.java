package io.sillok.tailer;

import io.sillok.model.Fields;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the path of a container's log on a node says of the container. Names of pods and namespaces hold no underscore, so
 * the parts are certain.
 *
 * @see <a href="https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kuberuntime/helpers.go">kubelet, helpers.go</a>
 */
final class KubernetesPath {

    /** {@code /var/log/pods/NAMESPACE_POD_UID/CONTAINER/N.log}, rotated ones too. */
    private static final Pattern POD =
            Pattern.compile(".*/pods/([^/_]+)_([^/_]+)_([^/_]+)/([^/_]+)/\\d+\\.log(?:\\.[^/]*)?");

    /** {@code /var/log/containers/POD_NAMESPACE_CONTAINER-ID.log}: links to the former. */
    private static final Pattern CONTAINER =
            Pattern.compile(".*/containers/([^/_]+)_([^/_]+)_([^/_]+)-([0-9a-f]{64})\\.log");

    private KubernetesPath() {}

    /** Attributes of the resource; none if it is another path. */
    static Map<String, String> attributes(String path) {
        Matcher pod = POD.matcher(path);
        if (pod.matches()) {
            return Map.of(
                    Fields.K8S_NAMESPACE, pod.group(1),
                    Fields.K8S_POD, pod.group(2),
                    Fields.K8S_POD_UID, pod.group(3),
                    Fields.K8S_CONTAINER, pod.group(4));
        }
        Matcher container = CONTAINER.matcher(path);
        return container.matches()
                ? Map.of(
                        Fields.K8S_POD, container.group(1),
                        Fields.K8S_NAMESPACE, container.group(2),
                        Fields.K8S_CONTAINER, container.group(3),
                        Fields.CONTAINER_ID, container.group(4))
                : Map.of();
    }

    /**
     * The attributes of a file: those that were configured, for the tailer's own pod, unless its path names another one. The
     * node is the same for both.
     */
    static Map<String, String> resource(String path, Map<String, String> configured) {
        Map<String, String> ofPath = attributes(path);
        if (ofPath.isEmpty()) {
            return configured;
        }
        Map<String, String> resource = new HashMap<>(ofPath);
        if (configured.containsKey(Fields.K8S_NODE)) {
            resource.put(Fields.K8S_NODE, configured.get(Fields.K8S_NODE));
        }
        return resource;
    }
}
