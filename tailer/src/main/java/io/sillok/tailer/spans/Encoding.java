package io.sillok.tailer.spans;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The two encodings of OTLP over HTTP, with what is answered in each. */
enum Encoding {
    PROTOBUF("application/x-protobuf") {
        @Override
        int check(byte[] body, int length) throws MalformedSpansException {
            return ProtobufCheck.spansOf(body, length);
        }

        /** A message of which every field has its default is empty. */
        @Override
        byte[] accepted() {
            return new byte[0];
        }

        /** {@code google.rpc.Status}: field 1 is the code, field 2 the message. */
        @Override
        byte[] status(int code, String message) {
            byte[] text = message.getBytes(StandardCharsets.UTF_8);
            int length = Math.min(text.length, 127);
            byte[] status = new byte[4 + length];
            status[0] = 1 << 3;
            status[1] = (byte) code;
            status[2] = 2 << 3 | 2;
            status[3] = (byte) length;
            System.arraycopy(text, 0, status, 4, length);
            return status;
        }
    },
    JSON("application/json") {
        @Override
        int check(byte[] body, int length) throws MalformedSpansException {
            return JsonCheck.spansOf(body, length);
        }

        @Override
        byte[] accepted() {
            return "{}".getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        byte[] status(int code, String message) {
            String text = message.replace("\\", "\\\\").replace("\"", "\\\"");
            return ("{\"code\":" + code + ",\"message\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);
        }
    };

    private final String mediaType;

    Encoding(String mediaType) {
        this.mediaType = mediaType;
    }

    /** Of a content type, whatever parameters it has. */
    static Optional<Encoding> of(String contentType) {
        int parameters = contentType.indexOf(';');
        String bare = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return Arrays.stream(values())
                .filter(encoding -> encoding.mediaType.equals(bare.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    String mediaType() {
        return mediaType;
    }

    /** How many spans a body holds; its structure, ids and times are looked at, attributes only as far as they must be. */
    abstract int check(byte[] body, int length) throws MalformedSpansException;

    /** An {@code ExportTraceServiceResponse} that leaves nothing to say. */
    abstract byte[] accepted();

    /**
     * @param code of {@code google.rpc.Code}
     * @param message ours, short and ASCII
     */
    abstract byte[] status(int code, String message);
}
