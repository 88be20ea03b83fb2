/** The largest of numbers, however many there are (see `append`), and no less than `least`. */
export function largest(numbers: readonly number[], least = 0): number {
  let most = least;
  for (let i = 0; i < numbers.length; i++) if (numbers[i]! > most) most = numbers[i]!;
  return most;
}
