using System.Numerics;

namespace IrisFlow;

/// <summary>Shows numbers of another type as <see cref="double"/> to a sink.</summary>
internal struct Widened<T, TSink>(TSink sink) : IValueSink<T>
    where T : unmanaged, INumber<T>
    where TSink : struct, IValueSink<double>
{
    private const int Piece = 1024;

    /// <summary>The sink, after what it was shown.</summary>
    public TSink Sink = sink;

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<T> values)
    {
        Span<double> wide = stackalloc double[Piece];
        while (!values.IsEmpty)
        {
            var piece = wide[..Math.Min(Piece, values.Length)];
            for (var i = 0; i < piece.Length; i++)
            {
                piece[i] = double.CreateTruncating(values[i]);
            }

            Sink.Add(piece);
            values = values[piece.Length..];
        }
    }
}
