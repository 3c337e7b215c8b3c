package io.sillok.benchmarks.tail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Something that ships a file to Kafka. */
interface Contender {

    String name();

    /** The executable that must be there for it to take part. */
    Path executable();

    /** Whether it follows files until it is told to end; else it ends at the end of the file. */
    boolean follows();

    /** The command to run, its configuration already written. */
    List<String> command(Assignment assignment) throws IOException;
}
