package io.sillok.tailer;

import io.sillok.model.SliceSource;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** Makes the streams of files, with what their slices are to say of where they come from. */
final class StreamFactory {

    private final TailerConfig config;
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

    FileStream create(FileKey key, Path path, FileGroup group, Optional<FileCheckpoint> known) {
        return new FileStream(
                group,
                config,
                known,
                head -> {
                    identityMade.run();
                    return checkpoints.identify(key, path, head, clock.instant());
                },
                checkpoint -> source(checkpoint, group),
                shipper,
                clock);
    }

    TailerConfig config() {
        return config;
    }

    InstantSource clock() {
        return clock;
    }

    private SliceSource source(FileCheckpoint checkpoint, FileGroup group) {
        return new SliceSource(
                checkpoint.id(),
                group.service(),
                group.environment(),
                config.host(),
                checkpoint.path().toString(),
                group.parser(),
                group.definition());
    }
}
