package io.follow.gateway.image.heif;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the picture of a file, without decoding it. Memory and time are bounded by the file and the limits. */
public final class HeifReader {

    private static final String ALPHA = "alpha";

    private final byte[] file;
    private final HeifLimits limits;
    private final Codec codec;

    /**
     * Prepares to read.
     *
     * @param file the whole file
     * @param codec the only codec that is accepted
     */
    public HeifReader(byte[] file, Codec codec, HeifLimits limits) {
        this.file = file;
        this.limits = limits;
        this.codec = codec;
    }

    /** Reads the boxes. */
    public HeifPicture read() throws HeifException {
        Metadata metadata = null;
        ByteRange movie = null;
        Boxes boxes = new Boxes(ByteRange.of(file), limits);
        while (boxes.next()) {
            if (boxes.is("meta") && metadata == null) {
                metadata = new MetaParser(file, limits).parse(boxes.content());
            } else if (boxes.is("moov") && movie == null) {
                movie = boxes.content();
            }
        }
        if (metadata != null && metadata.hasPrimary()) {
            return primary(metadata);
        }
        if (movie != null) {
            return new TrackReader(file, codec, limits).first(movie);
        }
        throw HeifException.broken("found no primary picture and no sequence of pictures; expected one of them");
    }

    private HeifPicture primary(Metadata metadata) throws HeifException {
        Item primary = metadata.primary();
        ItemResolver resolver = new ItemResolver(metadata, limits, codec);
        ItemResolver.Source source = resolver.resolve(primary);
        Item opacity = opacity(metadata, primary, source.item());
        CodedPicture alpha = opacity == null ? null : alpha(resolver.resolve(opacity), source.picture());
        boolean premultiplied = opacity != null
                && (metadata.from(primary, "prem").contains(opacity)
                        || metadata.from(source.item(), "prem").contains(opacity));
        return new HeifPicture(
                source.picture(), alpha, premultiplied, colours(metadata, primary, source), source.geometry(), 1);
    }

    /** Returns the color information of the item itself, or of its source. */
    private HeifColours colours(Metadata metadata, Item primary, ItemResolver.Source source) throws HeifException {
        HeifColours colours = HeifColours.of(primary, limits);
        if (colours.isEmpty()) {
            colours = HeifColours.of(source.item(), limits);
        }
        List<Item> tiles = metadata.from(source.item(), "dimg");
        if (colours.isEmpty() && source.item().is("grid") && !tiles.isEmpty()) {
            colours = HeifColours.of(tiles.get(0), limits);
        }
        return colours;
    }

    private static @Nullable Item opacity(Metadata metadata, Item primary, Item source) throws HeifException {
        for (Item owner : List.of(primary, source)) {
            for (Item auxiliary : metadata.to(owner, "auxl")) {
                if (isAlpha(auxiliary)) {
                    return auxiliary;
                }
            }
        }
        return null;
    }

    /** Whether the item is an alpha picture, by the URN of MPEG or the older one of HEVC. */
    private static boolean isAlpha(Item auxiliary) throws HeifException {
        Property type = auxiliary.property("auxC").orElse(null);
        if (type == null) {
            return false;
        }
        ByteRange box = type.content();
        box.skip(4);
        String urn = box.text();
        return urn.startsWith("urn:mpeg:") && (urn.endsWith(":auxiliary:" + ALPHA) || urn.endsWith(":auxid:1"));
    }

    private static CodedPicture alpha(ItemResolver.Source alpha, CodedPicture picture) throws HeifException {
        CodedPicture opacity = alpha.picture();
        if (opacity.width() != picture.width() || opacity.height() != picture.height()) {
            throw HeifException.unsupported("the opacity has " + opacity.width() + "×" + opacity.height()
                    + " pixels; expected " + picture.width() + "×" + picture.height() + " as the picture has");
        }
        return opacity;
    }
}
