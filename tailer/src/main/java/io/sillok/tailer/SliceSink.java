package io.sillok.tailer;

import io.sillok.model.FileSlice;
import java.time.Duration;

/** Where slices go. Each slice is answered exactly once, on any thread; slices of one file keep their order. */
public interface SliceSink {

    /** Hands a slice over. May block for a few seconds, never for longer. */
    void send(FileSlice slice, Delivery delivery);

    /** Whether the other side ever answered, as far as is known without asking. */
    default boolean reached() {
        return true;
    }

    /** Waits for what is on its way, then lets go of everything; what is not delivered by then is answered as failed or never. */
    void close(Duration timeout);

    /** Hears how it went with one slice. */
    interface Delivery {

        /** The slice is safe where it was sent to. */
        void acknowledged();

        /** The slice may not have arrived and is to be sent again. */
        void failed(DeliveryFailure failure);
    }

    /**
     * Why a slice did not arrive.
     *
     * @param cause a name for counting, without content, such as that of an exception
     * @param reason what happened and where
     * @param mend what an operator can do about it
     */
    record DeliveryFailure(String cause, String reason, String mend) {

        DeliveryFailure(String reason, String mend) {
            this("", reason, mend);
        }
    }
}
