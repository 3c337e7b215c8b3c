package io.sillok.tailer;

/**
 * What went to Kafka, in numbers, since the start.
 *
 * @param recordsRead framed; a record that is cut into pieces counts once a piece
 * @param failures slices that were answered as failed
 * @param bytesResent of slices that were sent more than once
 * @param bytesInFlight read and not acknowledged, with what a slice costs beside its bytes
 * @param acknowledged whether anything ever was
 * @param failing whether the last answers were failures, or none came for long
 */
public record ShippingFigures(
        long recordsRead,
        long recordsShipped,
        long recordsAcknowledged,
        long slicesShipped,
        long failures,
        long bytesResent,
        long bytesInFlight,
        long bytesInFlightBound,
        boolean acknowledged,
        boolean failing) {

    static final ShippingFigures NONE = new ShippingFigures(0, 0, 0, 0, 0, 0, 0, 0, false, false);
}
