package dev.agentguard.surface;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the index that {@link Catalogue} reads, at build time. */
// The index is written and read by one build, so ordinals are stable.
@SuppressWarnings("EnumOrdinal")
final class CatalogueWriter {

  private final List<Pack> packs;
  private final PatternTable patterns;

  CatalogueWriter(List<Pack> packs, PatternTable patterns) {
    this.packs = packs;
    this.patterns = patterns;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(Catalogue.MAGIC);
    patterns.write(out);
    Map<String, String> relocations = new TreeMap<>();
    List<byte[]> surfaces = new ArrayList<>();
    for (Pack pack : packs) {
      relocations.putAll(pack.relocations());
      for (Surface surface : pack.surfaces()) {
        surfaces.add(encode(surface));
      }
    }
    writeMap(out, relocations);
    out.writeInt(surfaces.size());
    for (byte[] surface : surfaces) {
      out.writeInt(surface.length);
    }
    for (byte[] surface : surfaces) {
      out.write(surface);
    }
    out.writeInt(packs.size());
    for (Pack pack : packs) {
      write(out, pack);
    }
  }

  private static byte[] encode(Surface surface) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(surface.id().tool());
    out.writeUTF(surface.id().name());
    out.writeUTF(surface.toolTitle());
    writeList(out, surface.paths());
    writeList(out, surface.except());
    out.writeByte(surface.kind().ordinal());
    out.writeByte(surface.effect().ordinal());
    out.writeBoolean(surface.gated());
    out.writeByte(surface.stance().ordinal());
    out.writeByte(surface.format().ordinal());
    out.writeByte(surface.guard().ordinal());
    writeList(out, surface.keys().executes());
    writeList(out, surface.keys().loosens());
    writeList(out, surface.keys().steers());
    writeList(out, surface.keys().secret());
    writeList(out, surface.keys().churn());
    writeList(out, surface.keys().closed());
    writeList(out, surface.commands());
    writeList(out, surface.references());
    out.writeByte(surface.base().ordinal());
    out.writeBoolean(surface.recalled());
    out.writeUTF(surface.why());
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Pack pack) throws IOException {
    out.writeUTF(pack.tool());
    out.writeUTF(pack.title());
    out.writeUTF(pack.verified());
    out.writeUTF(pack.group());
    writeMap(out, new TreeMap<>(pack.relocations()));
    out.writeInt(pack.surfaces().size());
    out.writeInt(pack.agents().size());
    for (Pack.Agent agent : pack.agents()) {
      writeList(out, agent.exe());
      writeList(out, agent.comm());
      writeList(out, agent.args());
      writeList(out, agent.env());
      writeList(out, agent.state());
      out.writeBoolean(agent.host());
      out.writeBoolean(agent.recalled());
      out.writeUTF(agent.note());
    }
    out.writeInt(pack.churn().size());
    for (Pack.Churn churn : pack.churn()) {
      writeList(out, churn.paths());
      out.writeUTF(churn.why());
    }
    out.writeInt(pack.uncovered().size());
    for (Pack.Uncovered uncovered : pack.uncovered()) {
      out.writeUTF(uncovered.what());
      out.writeUTF(uncovered.why());
    }
  }

  private static void writeList(DataOutputStream out, List<String> strings) throws IOException {
    out.writeShort(strings.size());
    for (String string : strings) {
      out.writeUTF(string);
    }
  }

  private static void writeMap(DataOutputStream out, Map<String, String> map) throws IOException {
    out.writeShort(map.size());
    for (Map.Entry<String, String> entry : map.entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeUTF(entry.getValue());
    }
  }
}
