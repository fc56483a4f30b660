using System.Collections;

namespace IrisFlow.Activities;

/// <summary>Some of many things, drawn at random, in one bit a thing.</summary>
internal static class RandomChoice
{
    private const int BlockDraws = 1 << 16;

    /// <summary>Draws things: those that <see cref="SeededRandom.Shuffle"/> would put into the first places of a list of all of them in order.</summary>
    /// <remarks>
    /// A shuffle is a row of swaps. Undone one by one, the last first, they carry a mark on each of the first places back to the thing that
    /// would have come to stand there; so nothing but the marks has to be kept. The random numbers are needed backwards for that: they are
    /// made again, block by block, from generators that were set aside on the way.
    /// </remarks>
    /// <param name="size">How many things there are.</param>
    /// <param name="count">How many are drawn.</param>
    /// <param name="random">Afterwards where a shuffle would have left it.</param>
    public static BitArray Draw(int size, int count, SeededRandom random)
    {
        var starts = new Stack<(int Place, SeededRandom Random)>();
        for (var place = size - 1; place > 0; place--)
        {
            if ((size - 1 - place) % BlockDraws == 0)
            {
                starts.Push((place, random.Copy()));
            }

            random.Next(place + 1);
        }

        var drawn = new BitArray(size);
        for (var place = 0; place < count; place++)
        {
            drawn[place] = true;
        }

        var others = new int[Math.Min(BlockDraws, size)];
        while (starts.TryPop(out var start))
        {
            var draws = Math.Min(BlockDraws, start.Place);
            for (var i = 0; i < draws; i++)
            {
                others[i] = start.Random.Next(start.Place - i + 1);
            }

            for (var i = draws - 1; i >= 0; i--)
            {
                var (place, other) = (start.Place - i, others[i]);
                (drawn[place], drawn[other]) = (drawn[other], drawn[place]);
            }
        }

        return drawn;
    }
}
