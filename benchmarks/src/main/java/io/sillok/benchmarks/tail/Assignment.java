package io.sillok.benchmarks.tail;

import java.nio.file.Path;

/**
 * What a contender is to do.
 *
 * @param files a path, or a glob
 * @param folder for what the contender keeps
 */
record Assignment(String files, String topic, String bootstrapServers, Path folder) {}
