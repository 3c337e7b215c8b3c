package io.sillok.edge;

import io.sillok.model.config.ConfigSection;
import io.sillok.model.edge.EdgeMasker;
import io.sillok.model.edge.EdgeMaskers;
import io.sillok.parsers.mask.MaskSettings;

/** What the tailer finds of this jar: the job's rules, by the same keys of a config. */
public final class RuleMaskers implements EdgeMaskers {

    @Override
    public EdgeMasker of(ConfigSection masking) {
        return new RuleMasker(MaskSettings.from(masking));
    }
}
