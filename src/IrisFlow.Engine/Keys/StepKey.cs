using System.Buffers;
using System.Buffers.Binary;
using System.Collections;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace IrisFlow.Engine.Keys;

/// <summary>The hash that decides reuse: SHA-256 over length-prefixed fields, a version byte first.</summary>
/// <remarks>
/// In it: the activity's stored name and version, the code, the effective parameters by name, the content of every input, the
/// output ports. Not in it: the step's name, the file's path, the run, the clock, the machine, the number of threads.
/// </remarks>
internal sealed class StepKey
{
    private const byte Version = 1;
    private readonly ArrayBufferWriter<byte> _fields = new(512);

    private StepKey() => _fields.Write([Version]);

    /// <summary>The key of a step whose inputs are known.</summary>
    public static string Of(BoundStep step, IEnumerable<InputRecord> inputs)
    {
        var key = new StepKey();
        key.Text(step.Descriptor.Uses);
        key.Text(step.Code);
        foreach (var parameter in step.Descriptor.Parameters.Where(p => !p.IsSourceFile).OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            key.Text(parameter.Name);
            key.Value(parameter.Property.GetValue(step.Activity));
        }

        foreach (var input in inputs.OrderBy(i => i.Port, StringComparer.Ordinal))
        {
            key.Text(input.Port);
            key.Text(input.Digest.Hex);
        }

        foreach (var output in step.Descriptor.Outputs)
        {
            key.Text(output.Name);
            key.Text(output.Kind.Name);
        }

        return Convert.ToHexStringLower(SHA256.HashData(key._fields.WrittenSpan));
    }

    private void Value(object? value)
    {
        switch (value)
        {
            case null:
                Tag('0', 0);
                break;
            case bool flag:
                Tag('b', flag ? 1 : 0);
                break;
            case int number:
                Tag('i', number);
                break;
            case long number:
                Tag('i', number);
                break;
            case double number:
                Tag('d', BitConverter.DoubleToInt64Bits(number));
                break;
            case string text:
                Tag('s', 0);
                Text(text);
                break;
            case Enum name:
                Tag('e', 0);
                Text(name.ToString());
                break;
            case IReadOnlyDictionary<string, string> map:
                Tag('m', map.Count);
                foreach (var (name, text) in map.OrderBy(m => m.Key, StringComparer.Ordinal))
                {
                    Text(name);
                    Text(text);
                }

                break;
            case IEnumerable list:
                var items = list.Cast<object?>().ToList();
                Tag('l', items.Count);
                items.ForEach(Value);
                break;
            default:
                Kind(value);
                break;
        }
    }

    private void Kind(object value)
    {
        var type = value.GetType();
        Tag('k', 0);
        Text(type.GetCustomAttribute<KindAttribute>()!.Name);
        foreach (var parameter in ParameterDescriptor.Of(type).OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            Text(parameter.Name);
            Value(parameter.Property.GetValue(value));
        }
    }

    private void Tag(char kind, long number)
    {
        var span = _fields.GetSpan(9);
        span[0] = (byte)kind;
        BinaryPrimitives.WriteInt64LittleEndian(span[1..], number);
        _fields.Advance(9);
    }

    private void Text(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        var span = _fields.GetSpan(4 + length);
        BinaryPrimitives.WriteInt32LittleEndian(span, length);
        Encoding.UTF8.GetBytes(text, span[4..]);
        _fields.Advance(4 + length);
    }
}
