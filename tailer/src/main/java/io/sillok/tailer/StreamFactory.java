package io.sillok.tailer;

import io.sillok.model.SliceSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Makes the streams of files, with what their slices are to say of where they come from. */
final class StreamFactory {

    private TailerConfig config;
    private final Checkpoints checkpoints;
    private final Shipper shipper;
    private final InstantSource clock;

    private final Runnable identityMade;

    /** @param identityMade called when a file got its identity: no slice may carry one that would be forgotten */
    StreamFactory(
            TailerConfig config, Checkpoints checkpoints, Shipper shipper, InstantSource clock, Runnable identityMade) {
        this.config = config;
        this.checkpoints = checkpoints;
        this.shipper = shipper;
        this.clock = clock;
        this.identityMade = identityMade;
    }

    /** @param path under which the log was or is written */
    FileStream create(
            FileKey key,
            Optional<Instant> born,
            Path path,
            FileGroup group,
            LogBytes log,
            Optional<FileCheckpoint> known) {
        Path real = real(path);
        return new FileStream(
                group,
                config,
                known,
                head -> {
                    identityMade.run();
                    byte[] start = start(log);
                    boolean stands = head.begins(start);
                    return checkpoints.identify(
                            key,
                            born,
                            path,
                            real,
                            head,
                            stands ? Fingerprint.of(start) : head,
                            stands ? StartMarks.of(start) : StartMarks.NONE,
                            clock.instant());
                },
                checkpoint -> source(checkpoint, group),
                shipper,
                clock);
    }

    /** Streams that are made from now on are made by this config. */
    void use(TailerConfig next) {
        config = next;
    }

    /** Has a stream go on by another group's rules. */
    void regroup(FileStream stream, FileGroup group, Instant now) {
        stream.reframe(group, config, checkpoint -> source(checkpoint, group), now);
    }

    TailerConfig config() {
        return config;
    }

    InstantSource clock() {
        return clock;
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            // It was renamed since it was found.
            return path;
        }
    }

    /** As much of the start as there is; if the content was replaced meanwhile, it does not begin as what was read. */
    private static byte[] start(LogBytes log) {
        try {
            return log.read(0, Fingerprint.START_BYTES);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private SliceSource source(FileCheckpoint checkpoint, FileGroup group) {
        return new SliceSource(
                checkpoint.id(),
                group.service(),
                group.environment(),
                config.host(),
                checkpoint.path().toString(),
                group.parser(),
                group.definition(),
                KubernetesPath.resource(checkpoint.path().toString(), group.resource()));
    }
}
