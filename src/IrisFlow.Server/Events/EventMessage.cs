using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace IrisFlow.Server.Events;

/// <summary>One message of the stream as its bytes, made once for all who listen.</summary>
/// <param name="Id">Its sequence number in the tracking database; null for what only matters now.</param>
/// <param name="Bytes">The lines of a Server-Sent Event, with the empty one at the end.</param>
internal sealed record EventMessage(long? Id, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>A comment, which keeps the connection open and means nothing else.</summary>
    public static EventMessage Alive { get; } = new(null, Encoding.UTF8.GetBytes(": alive\n\n"));

    /// <summary>A message of a type. JSON has no line breaks outside its texts, and escapes them there: it is always one line.</summary>
    /// <param name="id">Its sequence number, or null.</param>
    /// <param name="type">The type.</param>
    /// <param name="data">Writes the one value of its data.</param>
    public static EventMessage Of(long? id, string type, Action<Utf8JsonWriter> data)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        buffer.Write(Encoding.UTF8.GetBytes((id is null ? "" : $"id: {Text(id.Value)}\n") + $"event: {type}\ndata: "));
        using (var json = new Utf8JsonWriter(buffer, Document.Layout))
        {
            data(json);
        }

        buffer.Write("\n\n"u8);
        return new(id, buffer.WrittenMemory);
    }

    /// <summary>What the stream begins with: how soon to come back when it breaks, and from where, also when nothing has happened until then.</summary>
    public static EventMessage Beginning(long id) => new(id, Encoding.UTF8.GetBytes($"retry: 500\nid: {Text(id)}\n\n"));

    /// <summary>Some messages are missing up to a number: whoever gets this asks for the present state again.</summary>
    public static EventMessage Gap(long id) => Of(id, "gap", json =>
    {
        json.WriteStartObject();
        json.WriteEndObject();
    });

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
