package io.sillok.tailer;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * Who has a file open for writing, as far as {@code /proc} tells. That somebody has is always believed. That nobody has is
 * believed only if every process of the machine could be looked at: not from within a container, nor without the rights to
 * see the descriptors of others.
 */
final class Writers {

    /** What is known of one file. */
    enum Verdict {
        WRITTEN,
        NOBODY,
        UNKNOWN
    }

    /** Looking at all descriptors of all processes costs some milliseconds. */
    static final Duration LOOK_INTERVAL = Duration.ofSeconds(5);

    /** The kernel's number of the PID namespace in which all processes of a machine are seen. */
    private static final String ALL_PROCESSES = "pid:[4026531836]";

    private static final Set<String> SHARED =
            Set.of("nfs", "nfs4", "cifs", "smb3", "9p", "ceph", "glusterfs", "virtiofs", "lustre", "ocfs2", "gfs2");

    /** O_WRONLY or O_RDWR. */
    private static final int WRITING = 0b11;

    private final Path proc;
    private final String namespace;
    private Instant looked = Instant.MIN;
    private Instant lookAgain = Instant.MIN;
    private boolean complete;
    private Set<FileKey> written = Set.of();

    private Writers(Path proc, String namespace) {
        this.proc = proc;
        this.namespace = namespace;
    }

    static Writers ofThisMachine() {
        return of(Path.of("/proc"));
    }

    /** @param proc a proc file system; where there is none, nothing is known of any file */
    static Writers of(Path proc) {
        try {
            return new Writers(
                    proc, Files.readSymbolicLink(proc.resolve("self/ns/pid")).toString());
        } catch (IOException e) {
            return new Writers(proc, "unknown");
        }
    }

    /** Whether a folder is on a file system that other machines write to as well. */
    static boolean isShared(Path folder) {
        try {
            String type = Files.getFileStore(folder).type();
            return SHARED.contains(type) || type.startsWith("fuse");
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * What is known of a file that did not change since a time. Looks at the processes again if the last look is older
     * than some seconds.
     */
    Verdict of(FileKey file, Instant unchangedSince, Instant now) {
        if (!now.isBefore(lookAgain)) {
            lookAgain = now.plus(LOOK_INTERVAL);
            looked = now;
            look();
        }
        if (written.contains(file)) {
            return Verdict.WRITTEN;
        }
        // What was written before the look and is not read yet shows as a change behind it.
        return complete && unchangedSince.isBefore(looked) && looked.isBefore(now) ? Verdict.NOBODY : Verdict.UNKNOWN;
    }

    private void look() {
        written = new HashSet<>();
        complete = namespace.equals(ALL_PROCESSES);
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                complete &= look(process);
            }
        } catch (DirectoryIteratorException | IOException e) {
            complete = false;
        }
    }

    /** Returns whether all descriptors of the process could be looked at. */
    private boolean look(Path process) {
        boolean all = true;
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                all &= lookAtDescriptor(process, descriptor);
            }
        } catch (NoSuchFileException e) {
            // The process ended.
            return true;
        } catch (DirectoryIteratorException | IOException e) {
            return false;
        }
        return all;
    }

    private boolean lookAtDescriptor(Path process, Path descriptor) {
        try {
            // Pipes and sockets are no files.
            if (Files.readSymbolicLink(descriptor).toString().startsWith("/")) {
                FileStat stat = FileStat.of(descriptor);
                if (stat.isFile() && isForWriting(process.resolve("fdinfo").resolve(descriptor.getFileName()))) {
                    written.add(stat.key());
                }
            }
            return true;
        } catch (NoSuchFileException e) {
            // It was closed.
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isForWriting(Path info) throws IOException {
        for (String line : Files.readAllLines(info)) {
            if (line.startsWith("flags:")) {
                return (Long.parseLong(line.substring("flags:".length()).strip(), 8) & WRITING) != 0;
            }
        }
        return true;
    }
}
