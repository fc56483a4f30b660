using IrisFlow.Parquet.Encodings;
using IrisFlow.Parquet.Metadata;

namespace IrisFlow.Parquet.Writing;

/// <summary>Chunks of text: a dictionary and codes where that is smaller, else text by text.</summary>
internal static class TextChunk
{
    private const int PageBytes = 1 << 20;
    private const int MostPageRows = 1 << 17;

    public static Statistics Write(StringColumn chunk, PageSink sink) => WrittenDictionary.Of(chunk) is { } dictionary
        ? WriteByCodes(chunk, dictionary, sink)
        : WritePlain(chunk, sink);

    private static Statistics WriteByCodes(StringColumn chunk, WrittenDictionary dictionary, PageSink sink)
    {
        var bounds = default(TextBounds);
        sink.Values.Clear();
        for (var code = 0; code < dictionary.Texts.Count; code++)
        {
            bounds.Add(dictionary.Texts[code]);
            Append(dictionary.Texts[code], sink.Values);
        }

        sink.WriteDictionary(dictionary.Texts.Count, sink.Values.Written);
        var codes = dictionary.Codes.Span;
        for (var start = 0; start < chunk.Length; start += MostPageRows)
        {
            var page = chunk.Slice(start, Math.Min(MostPageRows, chunk.Length - start));
            var present = page.Length - page.NullCount;
            sink.Values.Clear();
            sink.Values.WriteByte((byte)dictionary.Width);
            HybridEncoder.Encode(codes[..present], dictionary.Width, sink.Values);
            sink.WriteData(page.Length, PageEncoding.RleDictionary, Levels.Of(page, sink.Levels), sink.Values.Written);
            codes = codes[present..];
        }

        return bounds.ToStatistics(chunk.NullCount);
    }

    private static Statistics WritePlain(StringColumn chunk, PageSink sink)
    {
        var rows = new TextRows(chunk);
        var bounds = default(TextBounds);
        var start = 0;
        while (start < rows.Count)
        {
            sink.Values.Clear();
            var end = start;
            for (; end < rows.Count && end - start < MostPageRows && sink.Values.Length < PageBytes; end++)
            {
                if (rows.Holds(end))
                {
                    bounds.Add(rows[end]);
                    Append(rows[end], sink.Values);
                }
            }

            sink.WriteData(end - start, PageEncoding.Plain, Levels.Of(chunk.Slice(start, end - start), sink.Levels), sink.Values.Written);
            start = end;
        }

        return bounds.ToStatistics(chunk.NullCount);
    }

    private static void Append(ReadOnlySpan<byte> text, ByteBuffer buffer)
    {
        buffer.WriteInt(text.Length);
        buffer.Write(text);
    }
}
