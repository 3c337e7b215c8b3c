package io.sillok.model.edge;

import io.sillok.model.config.ConfigSection;

/** Makes maskers for a tailer whose raw text must not leave its host; found by {@link java.util.ServiceLoader}. */
public interface EdgeMaskers {

    /** Reads which rules hold; problems go to the section. */
    EdgeMasker of(ConfigSection masking);
}
