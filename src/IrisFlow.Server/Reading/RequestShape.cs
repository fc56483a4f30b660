using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace IrisFlow.Server.Reading;

/// <summary>Holds the JSON of a request against the type that it is read as; all that is wrong comes at once.</summary>
internal sealed class RequestShape
{
    private readonly List<Finding> _findings = [];

    private RequestShape()
    {
    }

    /// <summary>What is wrong: members that are unknown or missing, values of another type.</summary>
    public static IReadOnlyList<Finding> Findings(JsonTypeInfo type, JsonNode? value)
    {
        var shape = new RequestShape();
        shape.Check(type, value, "", isNullable: false);
        return shape._findings;
    }

    /// <summary>A finding on a value.</summary>
    public static Finding Wrong(string pointer, string message, string? expected = null) => new("IF853", message) { Pointer = pointer, Expected = expected };

    private void Check(JsonTypeInfo type, JsonNode? value, string at, bool isNullable)
    {
        if (value is null)
        {
            if (!isNullable && !IsAnything(type.Type))
            {
                Report(type, "null", at);
            }

            return;
        }

        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object when value is JsonObject members:
                Members(type, members, at);
                break;
            case JsonTypeInfoKind.Dictionary when value is JsonObject entries:
                foreach (var (name, entry) in entries)
                {
                    Check(Inner(type), entry, $"{at}/{Escaped(name)}", isNullable: true);
                }

                break;
            case JsonTypeInfoKind.Enumerable when value is JsonArray items:
                foreach (var (index, item) in items.Index())
                {
                    Check(Inner(type), item, $"{at}/{index}", isNullable: false);
                }

                break;
            case JsonTypeInfoKind.None when IsAnything(type.Type) || Reads(type, value):
                break;
            default:
                Report(type, Named(value), at);
                break;
        }
    }

    private void Members(JsonTypeInfo type, JsonObject members, string at)
    {
        foreach (var (name, member) in members)
        {
            if (type.Properties.FirstOrDefault(p => p.Name == name) is { } known)
            {
                Check(type.Options.GetTypeInfo(known.PropertyType), member, $"{at}/{Escaped(name)}", known.IsSetNullable);
            }
            else
            {
                _findings.Add(new("IF855", $"There is no member '{name}'.")
                {
                    Pointer = $"{at}/{Escaped(name)}",
                    Expected = NearMiss.OneOf(name, type.Properties.Select(p => p.Name), "The members are"),
                });
            }
        }

        foreach (var missing in type.Properties.Where(p => p.IsRequired && !members.ContainsKey(p.Name)))
        {
            _findings.Add(new("IF854", $"'{missing.Name}' is missing.")
            {
                Pointer = at,
                Expected = $"It is {Expected(missing.PropertyType)}.",
            });
        }
    }

    private void Report(JsonTypeInfo type, string found, string at) =>
        _findings.Add(Wrong(at, $"{(at.Length == 0 ? "The request" : $"The value at {at}")} is {found}.", $"It is {Expected(type.Type)}."));

    private static JsonTypeInfo Inner(JsonTypeInfo type) => type.Options.GetTypeInfo(type.ElementType!);

    private static bool Reads(JsonTypeInfo type, JsonNode value)
    {
        try
        {
            value.Deserialize(type);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsAnything(Type type) => type == typeof(JsonNode) || type == typeof(JsonElement) || type == typeof(object);

    private static string Named(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ when value.ToJsonString() is { Length: <= 60 } shown => shown,
        _ => "a long text",
    };

    private static string Expected(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return Type.GetTypeCode(plain) switch
        {
            _ when plain.IsEnum => $"one of {string.Join(", ", Enum.GetNames(plain).Select(JsonNamingPolicy.CamelCase.ConvertName))}",
            TypeCode.String => "a text",
            TypeCode.Boolean => "true or false",
            TypeCode.Int32 or TypeCode.Int64 => "a whole number",
            TypeCode.Double => "a number",
            _ when plain == typeof(DateTimeOffset) => "an instant such as 2027-01-31T00:00:00Z",
            _ when plain == typeof(JsonArray) || (plain != typeof(JsonObject) && Requests.Options.GetTypeInfo(plain).Kind == JsonTypeInfoKind.Enumerable) => "a list",
            _ => "an object",
        };
    }

    private static string Escaped(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
