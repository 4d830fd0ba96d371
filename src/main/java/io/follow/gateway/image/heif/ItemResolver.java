package io.follow.gateway.image.heif;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Resolves an item to the coded data from which it is derived. */
final class ItemResolver {

    private static final Set<String> KNOWN = Set.of(
            "ispe", "hvcC", "av1C", "colr", "pixi", "irot", "imir", "clap", "pasp", "auxC", "rloc", "clli", "mdcv",
            "cclv", "amve");
    private static final long FIRST_OPERATING_POINT = 0;
    private static final long EVERY_LAYER = 0xFFFF;

    private final Metadata metadata;
    private final HeifLimits limits;
    private final Codec codec;

    /** @param codec the only codec that is accepted */
    ItemResolver(Metadata metadata, HeifLimits limits, Codec codec) {
        this.metadata = metadata;
        this.limits = limits;
        this.codec = codec;
    }

    /**
     * The source of an item and its shown part.
     *
     * @param item the item that is coded or a grid
     */
    record Source(Item item, CodedPicture picture, Geometry geometry) {}

    Source resolve(Item item) throws HeifException {
        return resolve(item, 1);
    }

    private Source resolve(Item item, int depth) throws HeifException {
        limits.checkDepth(depth);
        checkEssential(item);
        if (item.is("iden")) {
            List<Item> sources = metadata.from(item, "dimg");
            if (sources.size() != 1) {
                throw HeifException.broken("an identical picture has " + sources.size() + " sources; expected one");
            }
            Source source = resolve(sources.get(0), depth + 1);
            return new Source(source.item(), source.picture(), Transforms.apply(item, source.geometry()));
        }
        CodedPicture picture = item.is("grid") ? grid(item, depth) : coded(item);
        Geometry whole = Geometry.whole(picture.width(), picture.height());
        return new Source(item, picture, Transforms.apply(item, whole));
    }

    private CodedPicture coded(Item item) throws HeifException {
        boolean readable =
                switch (codec) {
                    case HEVC -> item.is("hvc1") || item.is("hev1");
                    case AV1 -> item.is("av01");
                };
        if (!readable) {
            throw HeifException.unsupported("the picture is of type " + item.type() + "; expected "
                    + (codec == Codec.AV1 ? "av01" : "hvc1") + ", grid or iden");
        }
        ByteRange size = size(item);
        int width = side(size.u32());
        int height = side(size.u32());
        limits.checkPixels(width, height);
        CodecConfiguration configuration = Configurations.of(item.required(codec.configuration()), codec, limits);
        Configurations.checkDepth(item, configuration);
        return CodedPicture.single(codec, width, height, new CodedTile(configuration, metadata.parts(item)));
    }

    private static ByteRange size(Item item) throws HeifException {
        ByteRange size = item.required("ispe").content();
        size.skip(4);
        return size;
    }

    private static int side(long side) throws HeifException {
        if (side > Integer.MAX_VALUE) {
            throw HeifException.tooLarge("a side of " + side + " pixels", "at most " + Integer.MAX_VALUE);
        }
        return (int) side;
    }

    private CodedPicture grid(Item item, int depth) throws HeifException {
        limits.checkDepth(depth + 1);
        Grid grid = Grid.read(metadata.data(item));
        ByteRange size = size(item);
        limits.checkPixels(grid.width(), grid.height());
        if (size.u32() != grid.width() || size.u32() != grid.height()) {
            throw HeifException.broken("the grid has " + grid.width() + "×" + grid.height()
                    + " pixels; expected the size of its property ispe");
        }
        List<Item> sources = metadata.from(item, "dimg");
        limits.checkTiles((long) grid.columns() * grid.rows());
        if (sources.size() != grid.columns() * grid.rows()) {
            throw HeifException.broken(
                    "the grid of " + grid.columns() + "×" + grid.rows() + " tiles has " + sources.size() + " sources");
        }
        List<CodedPicture> tiles = new ArrayList<>();
        for (Item source : sources) {
            tiles.add(tile(source, depth));
        }
        return grid.of(tiles, limits);
    }

    /** A tile is a coded item or identical to one; other kinds and transformed tiles are not supported. */
    private CodedPicture tile(Item item, int depth) throws HeifException {
        if (item.is("grid")) {
            throw HeifException.unsupported("a tile of a grid is a grid itself; expected coded tiles");
        }
        Source tile = resolve(item, depth + 1);
        CodedPicture picture = tile.picture();
        if (picture.tiles().size() != 1 || !tile.geometry().equals(Geometry.whole(picture.width(), picture.height()))) {
            throw HeifException.unsupported("a tile of a grid is transformed; expected tiles as they are coded");
        }
        return picture;
    }

    private static void checkEssential(Item item) throws HeifException {
        for (Property property : item.properties()) {
            if (property.essential() && !KNOWN.contains(property.type()) && !harmless(property)) {
                throw HeifException.unsupported(
                        "the picture has the essential property " + property.type() + ", which is not known");
            }
        }
    }

    private static boolean harmless(Property property) throws HeifException {
        return switch (property.type()) {
            case "a1op" -> property.content().u8() == FIRST_OPERATING_POINT;
            case "lsel" -> property.content().u16() == EVERY_LAYER;
            default -> false;
        };
    }
}
