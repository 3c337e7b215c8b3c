package io.sillok.local.servers;

import java.nio.file.Path;
import java.util.List;

/** A process that starts a node, prints its pid, and is then killed by a test. */
final class ParentOfOpenSearch {
    private ParentOfOpenSearch() {}

    static List<String> command(Path folder) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                "-D" + Installation.HOME_PROPERTY + "=" + System.getProperty(Installation.HOME_PROPERTY),
                ParentOfOpenSearch.class.getName(),
                folder.toString());
    }

    public static void main(String[] arguments) throws Exception {
        OpenSearchProcess node =
                OpenSearchProcess.start(Installation.running(), Path.of(arguments[0]), OpenSearchProcess.ANY_PORT);
        System.out.println(node.pid());
        node.onExit().join();
    }
}
