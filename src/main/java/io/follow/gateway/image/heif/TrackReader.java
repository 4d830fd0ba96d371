package io.follow.gateway.image.heif;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the first picture of a sequence, which is stored like a video track (ISO/IEC 14496-12). */
final class TrackReader {

    private static final int BEFORE_SIZE = 24;
    private static final int AFTER_SIZE = 50;

    private final byte[] file;
    private final Codec codec;
    private final HeifLimits limits;

    TrackReader(byte[] file, Codec codec, HeifLimits limits) {
        this.file = file;
        this.codec = codec;
        this.limits = limits;
    }

    HeifPicture first(ByteRange movie) throws HeifException {
        Boxes boxes = new Boxes(movie, limits);
        while (boxes.next()) {
            HeifPicture picture = boxes.is("trak") ? ofTrack(boxes.content()) : null;
            if (picture != null) {
                return picture;
            }
        }
        throw HeifException.broken("found no track of pictures; expected one");
    }

    /** Returns null if the track does not contain pictures. */
    private @Nullable HeifPicture ofTrack(ByteRange track) throws HeifException {
        ByteRange media = child(track, "mdia");
        if (media == null) {
            return null;
        }
        ByteRange handler = child(again(media), "hdlr");
        if (handler == null) {
            return null;
        }
        handler.skip(8);
        String kind = handler.fourCharacters();
        ByteRange information = child(media, "minf");
        ByteRange samples = information == null ? null : child(information, "stbl");
        return samples == null || !(kind.equals("pict") || kind.equals("vide")) ? null : ofSamples(samples);
    }

    private HeifPicture ofSamples(ByteRange samples) throws HeifException {
        ByteRange sizes = table(samples, "stsz", null);
        long size = sizes.u32();
        long count = sizes.u32();
        if (count == 0) {
            throw HeifException.broken("the sequence has no picture; expected at least one");
        }
        if (size == 0) {
            size = sizes.u32();
        }
        boolean wide = child(again(samples), "co64") != null;
        ByteRange offsets = table(samples, "stco", "co64");
        if (offsets.u32() == 0) {
            throw HeifException.broken("the sequence has no data; expected some");
        }
        long offset = wide ? offsets.u64() : offsets.u32();
        int start = ByteRange.of(file).part(offset, size).offset();
        return described(table(samples, "stsd", null), new Extent(start, size), count);
    }

    /** Returns the content of a box of the list after its version and flags. */
    private ByteRange table(ByteRange samples, String type, @Nullable String other) throws HeifException {
        ByteRange table = child(again(samples), type);
        if (table == null && other != null) {
            table = child(again(samples), other);
        }
        if (table == null) {
            throw HeifException.broken("the sequence has no box " + type + "; expected one");
        }
        table.skip(4);
        return table;
    }

    private HeifPicture described(ByteRange descriptions, Extent sample, long count) throws HeifException {
        descriptions.skip(4);
        Boxes entries = new Boxes(descriptions, limits);
        if (!entries.next()) {
            throw HeifException.broken("the sequence has no description; expected one");
        }
        boolean readable = codec == Codec.AV1 ? entries.is("av01") : entries.is("hvc1") || entries.is("hev1");
        if (!readable) {
            throw HeifException.unsupported("the sequence is of type " + entries.type() + "; expected "
                    + (codec == Codec.AV1 ? "av01" : "hvc1"));
        }
        ByteRange entry = entries.content();
        entry.skip(BEFORE_SIZE);
        int width = entry.u16();
        int height = entry.u16();
        limits.checkPixels(width, height);
        entry.skip(AFTER_SIZE);
        HeifColours colours = new HeifColours(null, null);
        CodecConfiguration configuration = null;
        Boxes boxes = new Boxes(entry, limits);
        while (boxes.next()) {
            if (boxes.is("colr")) {
                colours = colours.with(boxes.content(), limits);
            } else if (boxes.is(codec.configuration())) {
                configuration = Configurations.of(boxes.content(), codec, limits);
            }
        }
        if (configuration == null) {
            throw HeifException.broken("the sequence has no box " + codec.configuration() + "; expected one");
        }
        CodedTile tile = new CodedTile(configuration, List.of(sample));
        CodedPicture picture = CodedPicture.single(codec, width, height, tile);
        return new HeifPicture(picture, null, false, colours, Geometry.whole(width, height), count);
    }

    private @Nullable ByteRange child(ByteRange parent, String type) throws HeifException {
        Boxes boxes = new Boxes(parent, limits);
        while (boxes.next()) {
            if (boxes.is(type)) {
                return boxes.content();
            }
        }
        return null;
    }

    private static ByteRange again(ByteRange range) throws HeifException {
        return range.part(0, range.remaining());
    }
}
