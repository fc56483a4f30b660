using System.Text.Json;
using System.Text.Json.Nodes;

namespace IrisFlow;

/// <summary>A JSON text read strictly: no duplicate keys, no comments, and the place of every key of the upper levels remembered.</summary>
internal sealed class JsonDocumentText
{
    // Deep enough for steps/<name>/with/<parameter>; deeper keys would cost memory and nobody asks for their place.
    private const int RememberedDepth = 4;

    private readonly byte[] _text;
    private readonly string _file;
    private readonly Dictionary<string, long> _offsets = new(StringComparer.Ordinal);
    private int[]? _lines;

    private JsonDocumentText(byte[] text, string file) => (_text, _file) = (text, file);

    private int Start => _text.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;

    /// <summary>The value that the text holds.</summary>
    public JsonNode? Root { get; private set; }

    /// <exception cref="IrisFlowException">The text is not JSON; the finding has line and column.</exception>
    public static JsonDocumentText Parse(byte[] utf8, string file)
    {
        var document = new JsonDocumentText(utf8, file);
        var start = document.Start;
        var reader = new Utf8JsonReader(utf8.AsSpan(start), new JsonReaderOptions { MaxDepth = 64 });
        try
        {
            reader.Read();
            document.Root = document.Value(ref reader, "", 0, start);
            if (reader.Read())
            {
                throw new JsonException("There is more text after the end of the document.");
            }
        }
        catch (JsonException problem)
        {
            throw document.Malformed(problem, start);
        }

        return document;
    }

    /// <summary>The JSON pointer (RFC 6901) to a key of an object: <c>/steps/train</c>.</summary>
    public static string Pointer(string map, string key) =>
        key.AsSpan().IndexOfAny('~', '/') < 0 ? $"{map}/{key}" : $"{map}/{key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    /// <summary>Where a key stands, by its pointer: <c>/steps/train</c>.</summary>
    public TextPosition? Find(string path) => _offsets.TryGetValue(path, out var offset) ? PositionOf(offset) : null;

    private JsonNode? Value(ref Utf8JsonReader reader, string path, int depth, int start)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return Object(ref reader, path, depth, start);
            case JsonTokenType.StartArray:
                var array = new JsonArray();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    array.Add(Value(ref reader, $"{path}/{array.Count}", depth + 1, start));
                }

                return array;
            case JsonTokenType.String:
                return JsonValue.Create(Text(ref reader));
            case JsonTokenType.Number when reader.TryGetInt64(out var whole) && (whole != 0 || reader.ValueSpan[0] != (byte)'-'):
                return JsonValue.Create(whole);
            case JsonTokenType.Number:
                return JsonValue.Create(double.IsFinite(reader.GetDouble()) ? reader.GetDouble() : throw At(reader.TokenStartIndex, "The number is too large"));
            case JsonTokenType.True or JsonTokenType.False:
                return JsonValue.Create(reader.GetBoolean());
            default:
                return null;
        }
    }

    private JsonObject Object(ref Utf8JsonReader reader, string path, int depth, int start)
    {
        var map = new JsonObject();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = Text(ref reader);
            var offset = reader.TokenStartIndex + start;
            var inner = depth < RememberedDepth ? Pointer(path, key) : path;
            if (map.ContainsKey(key))
            {
                throw Duplicate(key, path, offset);
            }

            if (depth < RememberedDepth)
            {
                _offsets[inner] = offset;
            }

            reader.Read();
            map.Add(key, Value(ref reader, inner, depth + 1, start));
        }

        return map;
    }

    private string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Bytes that are no UTF-8, or half of a surrogate pair.
            throw At(reader.TokenStartIndex, "The text is not valid Unicode");
        }
    }

    private JsonException At(long offset, string sentence)
    {
        var before = _text.AsSpan(Start, (int)offset);
        return new(sentence, null, before.Count((byte)'\n'), offset - before.LastIndexOf((byte)'\n') - 1);
    }

    private IrisFlowException Duplicate(string key, string path, long offset)
    {
        var position = PositionOf(offset);
        var first = Find(Pointer(path, key));
        return new(new Finding("IF002", $"The key '{key}' stands here twice{(first is { } f ? $", first in line {f.Line}" : "")}.")
        {
            File = _file,
            Line = position.Line,
            Position = position.Column,
            Pointer = Pointer(path, key),
            Expected = "Each key of an object stands once: rename or remove one of the two.",
        });
    }

    private IrisFlowException Malformed(JsonException problem, int start)
    {
        var line = (int)(problem.LineNumber ?? 0) + 1;
        var column = (int)(problem.BytePositionInLine ?? 0) + 1 + (line == 1 ? start : 0);
        var sentence = problem.Message.Split(" LineNumber:")[0].Split(" Path:")[0].Split(" Change the reader options")[0].TrimEnd('.');
        return new(
            new Finding("IF001", $"This is not JSON: {sentence}.")
            {
                File = _file,
                Line = line,
                Position = column,
                Expected = "Look for a missing comma, quote or bracket just before this place.",
            },
            inner: problem);
    }

    private TextPosition PositionOf(long offset)
    {
        // Every step has a place: counting line breaks from the beginning for each would take the square of the steps.
        var lines = _lines ??= LineStarts();
        var found = Array.BinarySearch(lines, (int)offset);
        var line = found >= 0 ? found : ~found - 1;
        return new(line + 1, (int)offset - lines[line] + 1);
    }

    private int[] LineStarts()
    {
        var starts = new List<int> { 0 };
        for (var at = 0; _text.AsSpan(at).IndexOf((byte)'\n') is >= 0 and var length; at += length + 1)
        {
            starts.Add(at + length + 1);
        }

        return [.. starts];
    }
}
