package io.sillok.k8s;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parts of kustomize's own file that the base uses; any other is unknown and fails. */
record Kustomization(
        String apiVersion,
        String kind,
        List<Labels> labels,
        List<String> resources,
        List<Generator> configMapGenerator,
        List<String> configurations) {

    record Labels(Map<String, String> pairs, boolean includeTemplates) {}

    /** @param files each {@code key=path} */
    record Generator(String name, List<String> files) {

        /** Path by key. */
        Map<String, String> paths() {
            return files.stream()
                    .map(file -> file.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        }
    }

    /** Every file that the kustomization names, relative to its folder. */
    List<String> files() {
        return Stream.of(
                        resources.stream(),
                        configurations.stream(),
                        configMapGenerator.stream().flatMap(generator -> generator.paths().values().stream()))
                .flatMap(files -> files)
                .toList();
    }
}
