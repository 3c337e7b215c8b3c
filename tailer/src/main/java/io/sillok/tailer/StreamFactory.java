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

    /** Set when a file got its identity: no slice may carry one that would be forgotten. */
    private boolean identitiesUnsaved;

    StreamFactory(TailerConfig config, Checkpoints checkpoints, Shipper shipper, InstantSource clock) {
        this.config = config;
        this.checkpoints = checkpoints;
        this.shipper = shipper;
        this.clock = clock;
    }

    FileStream create(FileKey key, Path path, FileGroup group, Optional<FileCheckpoint> known) {
        return new FileStream(
                group,
                config,
                known,
                head -> {
                    identitiesUnsaved = true;
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

    boolean identitiesUnsaved() {
        return identitiesUnsaved;
    }

    void identitiesSaved() {
        identitiesUnsaved = false;
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
