import { enumValues } from '../../knowledge/enums.ts';
import type { ValueJudge, ValueProblem } from '../judge.ts';
import { badQuoting, checkedPath, complain, expandPath, notOneOf, unlessEmpty } from './complaints.ts';
import { slicePiece, takePieces, wholePiece } from './pieces.ts';

/** `bpf_delegate_from_string` of core/namespace.c: `any`, or names between commas; the empty value delegates nothing. */
function delegateJudge(name: string, what: string): ValueJudge {
  return (value, _row, context) => {
    if (value === 'any') return [];
    const words = enumValues(name, context.version);
    const { pieces, invalid } = takePieces(wholePiece(value), 0, ',');
    const problems = pieces.filter((piece) => !words.includes(piece.text)).map((piece) => notOneOf(piece, what, words));
    return invalid ? [...problems, badQuoting(invalid)] : problems;
  };
}

const foreignProgram: ValueJudge = (value, _row, context) => {
  const whole = wholePiece(value);
  const { pieces, next, invalid } = takePieces(whole, 0, ':', 0, 1);
  if (invalid) return [badQuoting(invalid)];
  const type = pieces[0];
  if (!type || next === undefined) {
    return [
      complain(
        whole,
        'value.bpf-program',
        `'${value}' is no BPF program; write TYPE:PATH, such as egress:/sys/fs/bpf/prog.`,
      ),
    ];
  }
  const types = enumValues('bpf_cgroup_attach_type', context.version);
  if (!types.includes(type.text)) return [notOneOf(type, 'BPF attach type', types)];
  const problems: ValueProblem[] = [];
  const path = expandPath(slicePiece(whole, next), context, problems);
  if (path) checkedPath(path, { absolute: true }, context, problems);
  return problems;
};

const filterPath: ValueJudge = (value, _row, context) => {
  const problems: ValueProblem[] = [];
  const path = expandPath(wholePiece(value), context, problems);
  if (path) checkedPath(path, { absolute: true }, context, problems);
  return problems;
};

/** Parsers of BPF programs and of rights on BPF. */
export const bpfJudges: Readonly<Record<string, ValueJudge>> = {
  config_parse_bpf_delegate_attachments: delegateJudge('bpf_delegate_attach_type', 'kind of BPF attachment'),
  config_parse_bpf_delegate_commands: delegateJudge('bpf_delegate_cmd', 'BPF command'),
  config_parse_bpf_delegate_maps: delegateJudge('bpf_delegate_map_type', 'type of BPF map'),
  config_parse_bpf_delegate_programs: delegateJudge('bpf_delegate_prog_type', 'type of BPF program'),
  config_parse_bpf_foreign_program: unlessEmpty(foreignProgram),
  config_parse_ip_filter_bpf_progs: unlessEmpty(filterPath),
};
