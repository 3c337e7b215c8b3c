package io.sillok.local.linking;

import java.util.Map;

/**
 * Kafka's client tells the JMX server of its version, and the platform's one makes dozens of beans for that. The sidecar
 * has nobody who asks JMX, so there the client talks to a server of its own that has no beans.
 */
final class BeanServer {

    record Call(String owner, String name) {}

    private static final String ASKS = "org/apache/kafka/common/utils/AppInfoParser";

    private static final Map<Call, Call> INSTEAD = Map.of(
            new Call("java/lang/management/ManagementFactory", "getPlatformMBeanServer"),
            new Call("javax/management/MBeanServerFactory", "newMBeanServer"));

    private BeanServer() {}

    static Call in(String className, Call call) {
        return className.equals(ASKS) ? INSTEAD.getOrDefault(call, call) : call;
    }
}
